"""Programs are suspended, resumed, completed, wound down and cancelled. How agreements end is in `authorisations`."""
