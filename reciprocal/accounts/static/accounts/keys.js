// Reads or makes a passkey when its button is pressed, and sends it with the form. Signing in with a password and a
// code from an app works without this file.
const failed = document.getElementById("key-failed");
const credential = document.getElementById("id_credential");

function options() {
  const there = document.getElementById("key-options");
  return there ? JSON.parse(there.textContent) : null;
}

async function send(form, make) {
  failed.hidden = true;
  try {
    credential.value = JSON.stringify(await make());
    form.submit();
  } catch {
    failed.hidden = false;
  }
}

async function askFor(form) {
  const kept = options();
  if (kept) return kept.request_options;
  const answer = await fetch(form.action, { headers: { Accept: "application/json" } });
  return (await answer.json()).request_options;
}

document.getElementById("by-key")?.addEventListener("submit", (event) => {
  event.preventDefault();
  send(event.target, async () => window.webauthnJSON.get(await askFor(event.target)));
});

document.getElementById("new-key")?.addEventListener("submit", (event) => {
  event.preventDefault();
  const alone = document.getElementById("id_passwordless").checked;
  const wanted = options().creation_options;
  const choice = wanted.publicKey.authenticatorSelection;
  choice.residentKey = alone ? "required" : "discouraged";
  choice.requireResidentKey = alone;
  if (alone) choice.userVerification = "required";
  send(event.target, () => window.webauthnJSON.create(wanted));
});
