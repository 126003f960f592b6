// Asks "Are you still there?" some minutes before time closes the session. Without this file the session is closed all
// the same, and what is sent after that is kept and offered back.
const dialog = document.getElementById("still-there");
let seen = Date.now();

function look() {
  const seconds = (Date.now() - seen) / 1000;
  if (seconds >= Number(dialog.dataset.ends)) dialog.close();
  else if (seconds >= Number(dialog.dataset.after) && !dialog.open) dialog.showModal();
}

document.getElementById("still-there-stay").addEventListener("click", async () => {
  dialog.close();
  // Any page keeps the session open. Where it is over already, the page stays, and is kept when it is sent.
  await fetch(dialog.dataset.stay, { credentials: "same-origin", redirect: "manual" });
  seen = Date.now();
});
// By the clock on the wall, since a machine that sleeps counts no seconds.
setInterval(look, 1000);
