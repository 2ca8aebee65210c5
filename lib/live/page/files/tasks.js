builders.tasks = (element) => { element.textContent = "tasks"; };
