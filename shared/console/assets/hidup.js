// Keeps an open page fresh: the number at "Kotak masuk" by one stream for the whole browser, and a list that the page
// marks with data-segar by asking for the page again. Warns before the session ends. Without this script, number and list
// are as old as the page itself, and a form whose session has ended comes back with its fields.
"use strict";
(() => {
  const EVERY_MS = 10_000;
  const AGAIN_MS = 60_000;
  const badge = document.querySelector("[data-lencana]");
  const list = document.querySelector("[data-segar]");

  // ---- The list -----------------------------------------------------------------------------------------------------
  let shown = list?.innerHTML;
  let tag = null;
  let asking = false;

  async function refresh() {
    if (!list || asking || document.hidden) return;
    asking = true;
    try {
      const headers = { Accept: "text/html", ...(tag && { "If-None-Match": tag }) };
      const answer = await fetch(location.href, { headers, redirect: "error" });
      if (answer.status !== 200) return;
      tag = answer.headers.get("ETag");
      show(new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("[data-segar]"));
    } catch {
      // Away, or the session has ended: the page stays as it is, and the next click leads on.
    } finally {
      asking = false;
    }
  }

  function show(fresh) {
    if (!fresh || fresh.innerHTML === shown) return;
    shown = fresh.innerHTML;
    const focused = list.contains(document.activeElement) ? document.activeElement.id : "";
    const open = [...list.querySelectorAll("details[open]")].map((each) => each.id);
    list.innerHTML = shown;
    open.forEach((id) => document.getElementById(id)?.setAttribute("open", ""));
    if (focused) (document.getElementById(focused) ?? document.getElementById("isi")).focus({ preventScroll: true });
    document.querySelector("[data-kabar-segar]").textContent = list.dataset.kabar;
  }

  if (list) {
    setInterval(refresh, EVERY_MS + Math.random() * 2_000);
    document.addEventListener("visibilitychange", refresh);
  }

  // ---- The end of the session ---------------------------------------------------------------------------------------
  let warning = null;
  let nextAsking = setTimeout(askForEnd, AGAIN_MS, "GET");

  async function askForEnd(method) {
    let seconds = AGAIN_MS / 1_000;
    try {
      const answer = await fetch("/sesi", { method, headers: { Accept: "text/html" }, redirect: "error" });
      if (answer.ok) {
        const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("[data-sesi]");
        seconds = Number(fresh.dataset.sesi);
        warn(fresh);
      }
    } catch {
      // Away: it is asked again.
    }
    clearTimeout(nextAsking);
    nextAsking = setTimeout(askForEnd, seconds * 1_000, "GET");
  }

  // The same warning stays, so that it is read out once.
  function warn(fresh) {
    if (fresh.innerHTML === warning?.innerHTML) return;
    warning?.remove();
    warning = fresh.childElementCount ? fresh : null;
    if (warning) document.getElementById("isi").append(warning);
  }

  document.addEventListener("click", (event) => event.target.closest("[data-lanjutkan]") && askForEnd("POST"));

  // ---- The badge ----------------------------------------------------------------------------------------------------
  if (!badge || !navigator.locks || !window.BroadcastChannel) return;
  const channel = new BroadcastChannel("sinergi-kotak-masuk");
  let seen = recall();
  let end = () => {};

  function recall() {
    const kept = JSON.parse(sessionStorage.getItem("kotak-masuk") ?? "null");
    return kept?.account === badge.dataset.lencana ? kept : null;
  }

  function take(state, reload) {
    const changed = seen && state.id !== seen.id;
    seen = state;
    sessionStorage.setItem("kotak-masuk", JSON.stringify(state));
    draw();
    if (changed || reload) refresh();
  }

  function draw() {
    badge.hidden = !seen || seen.unread === 0;
    badge.firstElementChild.textContent = seen?.unread ?? "";
  }

  // One stream for all tabs: six streams of one origin would leave no connection for anything else (HTTP/1.1).
  function lead() {
    if (document.hidden) return;
    const wish = new AbortController();
    end = () => wish.abort();
    navigator.locks.request("sinergi-kotak-masuk", { signal: wish.signal }, () => new Promise(stream)).catch(() => {});
  }

  function stream(released) {
    const source = new EventSource("/kotak-masuk/aliran" + (seen ? `?sejak=${encodeURIComponent(seen.id)}` : ""));
    end = () => {
      source.close();
      released();
    };
    const heard = (event) => {
      const { belum_dibaca: unread, penting: critical } = JSON.parse(event.data);
      const state = { id: event.lastEventId, account: badge.dataset.lencana, unread, critical };
      const reload = event.type === "muat-ulang";
      take(state, reload);
      channel.postMessage({ state, reload });
    };
    source.addEventListener("keadaan", heard);
    source.addEventListener("muat-ulang", heard);
    source.addEventListener("error", () => {
      // The browser comes back by itself after a pause, except where the answer was no stream.
      if (source.readyState !== EventSource.CLOSED) return;
      released();
      setTimeout(lead, AGAIN_MS * (1 + Math.random()));
    });
  }

  channel.addEventListener("message", ({ data }) => {
    if (data.ask) {
      if (seen) channel.postMessage({ state: seen });
    } else if (data.state.account === badge.dataset.lencana) {
      take(data.state, data.reload);
    }
  });
  document.addEventListener("visibilitychange", () => (document.hidden ? end() : lead()));
  // A page that the browser keeps for its back button must keep no stream.
  window.addEventListener("pagehide", () => end());
  window.addEventListener("pageshow", (event) => event.persisted && lead());
  draw();
  channel.postMessage({ ask: true });
  lead();
})();
