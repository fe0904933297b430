// Keeps a sheet of attendance in this browser until it has been recorded, and sends it when the network is back.
// Without this script the form is sent as any other. Participants are kept by their short code, never by pseudonym.
"use strict";
(() => {
  const AGAIN_MS = 15_000;
  const LIMIT_MS = 30_000;
  const KEPT_MS = 6 * 86_400_000; // The server knows the key of a form for seven days.
  const START = "lembar:";
  const main = () => document.getElementById("isi");
  const sheet = () => document.querySelector("[data-lembar] ~ form");
  let sending = false;

  // ---- What is kept ---------------------------------------------------------------------------------------------------
  const mine = document.querySelector("[data-lembar], [data-lembar-menunggu]").dataset;
  const start = `${START}${mine.lembar ?? mine.lembarMenunggu} `;
  const key = start + location.pathname;
  const read = (name) => JSON.parse(localStorage.getItem(name) ?? "null");

  // The name of a field; in the row of a participant by the code, because another page has other rows.
  function placeOf(field) {
    const code = field.closest("[data-peserta]")?.dataset.peserta;
    return code ? `${code}/${field.name.split("-").pop()}` : field.name;
  }

  const fieldsOf = (form) => [...form.elements].filter((each) => each.name && !each.name.endsWith("participant_ref"));
  const isChoice = (field) => field.type === "radio" || field.type === "checkbox";

  function keep(form, waiting) {
    const values = {};
    for (const field of fieldsOf(form)) {
      const chosen = (values[placeOf(field)] ??= []);
      if (!isChoice(field) || field.checked) chosen.push(field.value);
    }
    localStorage.setItem(key, JSON.stringify({ at: Date.now(), waiting, values }));
  }

  function putBack(form, values) {
    for (const field of fieldsOf(form)) {
      const value = values[placeOf(field)];
      if (!value) continue;
      if (isChoice(field)) field.checked = value.includes(field.value);
      else field.value = value[0];
    }
  }

  function markTheRest(form) {
    for (const row of form.querySelectorAll("[data-peserta]")) {
      if (!row.querySelector(":checked[type=radio]")) row.querySelector("[value=active]").checked = true;
    }
    keep(form, false);
  }

  // ---- Sending --------------------------------------------------------------------------------------------------------
  function tell(word) {
    const place = document.querySelector("[data-lembar]");
    place.hidden = false;
    place.firstElementChild.textContent = place.dataset[word];
    place.querySelector("a").hidden = word !== "masuk";
  }

  async function send(form) {
    if (sending) return;
    sending = true;
    tell("mengirim");
    keep(form, true);
    try {
      const body = new URLSearchParams(new FormData(form));
      const signal = AbortSignal.timeout?.(LIMIT_MS);
      const answer = await fetch(location.pathname, { method: "POST", body, signal, headers: { Accept: "text/html" } });
      if (answer.status === 401) tell("masuk");
      else if (answer.status >= 500) tell("menunggu");
      else await arrived(answer);
    } catch {
      tell("menunggu");
    } finally {
      sending = false;
    }
  }

  async function arrived(answer) {
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    localStorage.removeItem(key);
    if (answer.redirected) return location.replace(answer.url);
    // The page says what has to be corrected.
    document.title = page.title;
    main().replaceWith(page.getElementById("isi"));
    scrollTo(0, 0);
    main().focus();
    begin();
  }

  // ---- The page -------------------------------------------------------------------------------------------------------
  function begin() {
    const form = sheet();
    if (!form) return;
    tell("tersimpan");
    form.addEventListener("input", () => keep(form, false));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (event.submitter?.value === "semua") return markTheRest(form);
      send(form);
      // The button is at the end of a long sheet, and what becomes of it is written at its beginning.
      document.querySelector("[data-lembar]").scrollIntoView({ block: "nearest" });
    });
    const before = read(key);
    if (!before) return;
    putBack(form, before.values);
    tell("kembali");
    goOn();
  }

  function goOn() {
    if (sheet() && read(key)?.waiting) send(sheet());
  }

  function list() {
    const place = document.querySelector("[data-lembar-menunggu]");
    if (!place) return;
    for (const name of Object.keys(localStorage)) {
      if (!name.startsWith(start) || !read(name).waiting) continue;
      const link = document.createElement("a");
      link.href = name.slice(start.length);
      link.className = "govuk-link";
      link.textContent = new Date(read(name).at).toLocaleString(document.documentElement.lang);
      place.querySelector("ul").appendChild(document.createElement("li")).append(link);
      place.hidden = false;
    }
  }

  try {
    for (const name of Object.keys(localStorage)) {
      if (name.startsWith(START) && Date.now() - read(name).at > KEPT_MS) localStorage.removeItem(name);
    }
  } catch {
    return; // This browser keeps nothing, so the form is sent as any other.
  }
  list();
  begin();
  addEventListener("online", goOn);
  document.addEventListener("visibilitychange", () => document.hidden || goOn());
  setInterval(goOn, AGAIN_MS);
})();
