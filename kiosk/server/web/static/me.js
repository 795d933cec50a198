// Puts the next code in place of the present one while the page is open, and keeps it lit.
"use strict";

const code = document.getElementById("code");
const left = document.getElementById("left");
const ended = document.getElementById("ended");
const RETRY_MS = 5000;
const LEAST_GOOD_MS = 60000; // after a new code was due, as long as the present one still opens the door

let dueAt = Date.now() + Number(code.dataset.seconds) * 1000;
let asksAgainAt = dueAt;

async function renew() {
    asksAgainAt = Date.now() + RETRY_MS;
    try {
        const answer = await fetch("/me/pass", { cache: "no-store" });
        if (answer.status === 403) {
            location.reload(); // this phone was forgotten
            return;
        }
        if (!answer.ok) {
            return;
        }
        const pass = await answer.json();
        code.setAttribute("d", pass.path);
        dueAt = asksAgainAt = Date.now() + pass.seconds * 1000;
    } catch {
        // No connection: tried again in a moment.
    }
}

function tick() {
    const now = Date.now();
    const seconds = Math.max(0, Math.ceil((dueAt - now) / 1000));
    left.textContent = seconds ? left.dataset.says.replace("{seconds}", seconds) : "";
    ended.hidden = now < dueAt + LEAST_GOOD_MS;
    code.style.opacity = ended.hidden ? "" : "0.1";
    if (now >= asksAgainAt) {
        renew();
    }
}

async function stayLit() {
    try {
        await navigator.wakeLock?.request("screen");
    } catch {
        // The phone saves its battery; the page works all the same.
    }
}

document.addEventListener("visibilitychange", () => {
    if (!document.hidden) {
        tick();
        stayLit();
    }
});
setInterval(tick, 1000);
tick();
stayLit();
