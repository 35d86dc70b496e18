// The page that asks whether a port is open: the form's answer comes in its place, and is asked for again until the port opens or the reader
// leaves. Where this file does not run, the form works as it stands.

// The least pause between two tests, in seconds. How often an address may be tested the server says, with Retry-After.
const PAUSE = 5;

const form = document.querySelector('form[data-port]');
const lines = form.querySelector('[data-lines]');
const status = form.querySelector('[data-status]');
const button = form.querySelector('button');
const until = document.createElement('input');
const words = form.dataset;
const startLabel = button.textContent;
let underWay = null;

function pause(seconds, signal) {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, seconds * 1000);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    }, { once: true });
  });
}

// A later line for the same port replaces an earlier one; what begins with # is no port.
function allOpen(text) {
  const rows = text.split('\n').filter((line) => line !== '' && !line.startsWith('#')).map((line) => line.split(' '));
  const states = new Map(rows.map(([port, state]) => [port, state]));
  return states.size > 0 && [...states.values()].every((state) => state === 'open');
}

function show(text) {
  lines.textContent = text.split('\n').filter((line) => !line.startsWith('#')).join('\n');
  lines.hidden = lines.textContent === '';
}

async function ask(signal) {
  const response = await fetch(form.action, {
    method: 'POST',
    body: new URLSearchParams(new FormData(form)),
    headers: { Accept: 'text/plain', 'Accept-Language': document.documentElement.lang },
    signal,
  });
  const wait = Number(response.headers.get('Retry-After')) || 0;
  if (!response.ok) {
    return { isOpen: false, refusal: await response.text(), wait };
  }
  const reader = response.body.getReader();
  const decoder = new TextDecoder();
  let text = '';
  for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
    text += decoder.decode(piece.value, { stream: true });
    show(text);
  }
  return { isOpen: allOpen(text), refusal: '', wait: PAUSE };
}

async function run(signal) {
  for (;;) {
    status.textContent = words.testing;
    const { isOpen, refusal, wait } = await ask(signal);
    if (isOpen) {
      status.textContent = words.open;
      return;
    }
    if (!until.checked || wait === 0) {
      status.textContent = refusal || words.notOpen;
      return;
    }
    // Said once: a screen reader would read each second aloud.
    status.textContent = words.again.replace('{seconds}', wait);
    await pause(wait, signal);
    if (signal.aborted) {
      return;
    }
  }
}

form.addEventListener('submit', async (event) => {
  event.preventDefault();
  if (underWay) {
    underWay.abort();
    return;
  }
  underWay = new AbortController();
  const { signal } = underWay;
  button.textContent = words.stop;
  show('');
  try {
    await run(signal);
  } catch {
    status.textContent = words.failed;
  }
  if (signal.aborted) {
    status.textContent = '';
  }
  button.textContent = startLabel;
  underWay = null;
});

// Whoever leaves is asked about no more.
addEventListener('pagehide', () => underWay?.abort());

// Text browsers show what is hidden, so that what only this file can do is made here.
const place = form.querySelector('[data-until]');
const label = document.createElement('label');
const sentence = document.createElement('span');
until.type = 'checkbox';
label.className = 'check';
sentence.textContent = place.dataset.until;
label.append(until, sentence);
place.append(label);
