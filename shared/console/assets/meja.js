// The desk of a ceremony: sends a row without leaving the page, takes the rows that other desks have changed, and leads
// the keyboard from the row number to the row and back. Without this script every button is a form of its own.
"use strict";
(() => {
  const EVERY_MS = 2_000;
  const AGAIN_MS = 2_000;
  const LIMIT_MS = 30_000;
  const list = document.getElementById("daftar");
  const jump = document.getElementById("lompat");
  const field = document.getElementById("baris");
  const offline = document.getElementById("putus");
  const row = (number) => document.getElementById(`baris-${number}`);
  const sending = new Set();
  let tag = null;
  let asking = false;
  let byKeyboard = false;
  let recorded = Number(new URLSearchParams(location.search).get("sesudah"));

  // ---- What other desks have done -------------------------------------------------------------------------------------
  async function refresh() {
    if (asking || document.hidden) return;
    asking = true;
    try {
      const headers = { Accept: "text/html", ...(tag && { "If-None-Match": tag }) };
      const answer = await fetch(location.pathname, { headers, redirect: "error", signal: AbortSignal.timeout(LIMIT_MS) });
      if (answer.status === 200) take(await pageOf(answer));
      offline.hidden = answer.status === 200 || answer.status === 304;
    } catch {
      offline.hidden = false;
    } finally {
      asking = false;
    }
  }

  async function pageOf(answer) {
    tag = answer.headers.get("ETag") ?? tag;
    return new DOMParser().parseFromString(await answer.text(), "text/html");
  }

  // A row that looks as before stays, so that nothing typed in it is lost; one that is being sent has its own answer.
  function take(page, mine) {
    const counts = page.getElementById("hitungan");
    if (counts) document.getElementById("hitungan").replaceWith(counts);
    for (const fresh of page.querySelectorAll("#daftar > li")) {
      const shown = document.getElementById(fresh.id);
      if (!shown || (sending.has(fresh.id) && fresh.id !== mine)) continue;
      if (fresh.id === mine || fresh.dataset.keadaan !== shown.dataset.keadaan) replace(shown, fresh);
    }
    pointToNext();
  }

  function replace(shown, fresh) {
    const focused = shown.contains(document.activeElement);
    fresh.querySelector("[autofocus]")?.removeAttribute("autofocus");
    shown.replaceWith(fresh);
    if (focused) fresh.focus({ preventScroll: true });
  }

  // ---- One row --------------------------------------------------------------------------------------------------------
  // The same fields are sent until there is an answer. They have one key, so that the row is recorded once.
  async function send(form, button) {
    const item = form.closest("li");
    if (sending.has(item.id)) return;
    sending.add(item.id);
    const body = new URLSearchParams(new FormData(form));
    if (button) body.set(button.name, button.value);
    const result = item.querySelector(".meja__hasil");
    form.inert = true;
    result.textContent = list.dataset.kirim;
    for (;;) {
      const answer = await attempt(body);
      if (answer && answer.status < 500 && answer.status !== 429) {
        if (answer.status === 401) result.textContent = list.dataset.masuk;
        else arrived(item, await pageOf(answer));
        break;
      }
      result.textContent = list.dataset.ulang;
      await new Promise((resume) => setTimeout(resume, AGAIN_MS));
    }
    sending.delete(item.id);
  }

  async function attempt(body) {
    try {
      const signal = AbortSignal.timeout(LIMIT_MS);
      return await fetch(location.pathname, { method: "POST", body, signal, headers: { Accept: "text/html" } });
    } catch {
      return null;
    }
  }

  // Enter on the empty field leads to the row after the one that was recorded last, among those that wait at this desk.
  function following() {
    const waiting = [...list.querySelectorAll("li[data-tunggu]")].map((item) => Number(item.id.split("-")[1]));
    return waiting.find((number) => number > recorded) ?? waiting[0];
  }

  function pointToNext() {
    const next = following();
    for (const item of list.children) item.classList.toggle("meja__baris--berikut", item.id === `baris-${next}`);
    if (field) field.placeholder = next ?? "";
  }

  function arrived(item, page) {
    const fresh = page.getElementById(item.id);
    // A refusal that is not of this row, such as a lost right, has a page of its own.
    if (!fresh) return location.reload();
    const refused = fresh.querySelector(".govuk-error-message");
    take(page, item.id);
    const number = Number(item.id.split("-")[1]);
    const said = (refused ?? fresh.querySelector(".meja__hasil")).textContent.trim().replace(/\s+/g, " ");
    document.getElementById("kabar-meja").textContent = `${number}: ${said}`;
    if (!refused) recorded = number;
    pointToNext();
    // A telephone would open its keyboard for the field of the row number.
    if (!byKeyboard) row(number).focus({ preventScroll: true });
    else if (refused) row(number).querySelector("input:not([type=hidden]), button")?.focus();
    else (field ?? row(number)).focus();
  }

  list.addEventListener("submit", (event) => {
    event.preventDefault();
    send(event.target, event.submitter);
  });

  // ---- The keyboard ---------------------------------------------------------------------------------------------------
  jump?.addEventListener("submit", (event) => {
    event.preventDefault();
    const found = row(field.value === "" ? following() : Number(field.value));
    field.value = "";
    if (!found) return;
    found.scrollIntoView({ block: "center" });
    (found.querySelector("form input:not([type=hidden]), form button") ?? found).focus({ preventScroll: true });
  });

  document.addEventListener("keydown", () => (byKeyboard = true), true);
  document.addEventListener("pointerdown", () => (byKeyboard = false), true);

  list.addEventListener("keydown", (event) => {
    if (!field) return;
    if (event.key === "Escape") return field.focus();
    // A number that is typed on a row is the next one; in a field it is what it is.
    if (/^[0-9]$/.test(event.key) && !event.ctrlKey && !event.altKey && !event.metaKey && event.target.tagName !== "INPUT") {
      field.focus();
    }
  });

  setInterval(refresh, EVERY_MS + Math.random() * 500);
  document.addEventListener("visibilitychange", refresh);
})();
