builders.predict = (element) => { element.textContent = "predict"; };
