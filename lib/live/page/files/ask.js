builders.ask = (element) => { element.textContent = "ask"; };
