"""The levers and the world view: one component of the page, fed by Python, with no rule of law in its script."""
