"""Recording a meeting that was held, correcting its minutes, and completing its action items."""
