builders.train = (element) => { element.textContent = "train"; };
