/** Sessions and attendance by program, as this office keeps them: the last word about each session counts. */
const PREFIX = "id.go.ditjenpas.sinergi.";

export class Sessions {
  #sessions = new Map();

  /** Applies one event; every other type changes nothing here. */
  apply({ attributes, data }) {
    switch (attributes.type.replace(PREFIX, "")) {
      case "session.held.v1":
      case "session.held.corrected.v1": // It has the whole session, so it replaces what is kept.
        this.#sessions.set(attributes.subject, JSON.parse(data.toString()));
        break;
      case "session.held.retracted.v1":
        this.#sessions.delete(attributes.subject);
    }
  }

  /** The numbers of each program. Sinergi withholds the attendance of sensitive sessions. */
  result() {
    const programs = {};
    for (const { program_id, attendance } of this.#sessions.values()) {
      const program = (programs[program_id] ??= { sessions: 0, withheld: 0, active: 0, passive: 0, absent: 0 });
      program.sessions += 1;
      if (attendance === null) program.withheld += 1;
      else for (const mark of ["active", "passive", "absent"]) program[mark] += attendance[mark];
    }
    return { programs };
  }
}
