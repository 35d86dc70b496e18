// The way to the server: one scan is begun, followed, its reports are taken, and it is deleted.

// How long an answer to the server may take, in milliseconds. The next one is asked for before.
const LONGEST_ANSWER = 4000;

// The server says something within each beat. A beat may be late; two and a half without a word mean that nothing comes through any more.
const BEATS_OF_PATIENCE = 2.5;

/** A refusal: what the server says is wrong, in its words. */
export class Refused extends Error {
  constructor(status, problem, retryAfter) {
    super(problem.detail ?? problem.title ?? `HTTP ${status}`);
    this.status = status;
    this.title = problem.title ?? '';
    this.errors = problem.errors ?? {};

    /** Seconds after which asking again may help; 0 if the server did not say. */
    this.retryAfter = retryAfter;
  }
}

/** Waits, but no longer than until what it waits for was given up. */
export function pause(milliseconds, signal) {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}

/** Begins a scan with a form's fields. */
export async function begin(fields, language) {
  const response = await fetch('/api/scans', {
    method: 'POST',
    body: new URLSearchParams(fields),
    headers: { 'Accept-Language': language },
  });
  const document = await response.json().catch(() => ({}));
  if (!response.ok) {
    throw refusal(response, document);
  }
  return document;
}

/**
 * Follows a scan until it is over, or the signal says that it is given up. A connection that breaks is made again by the browser, which
 * names the last event that it read; one that has fallen silent is made again from here.
 */
export function follow(scan, signal, { onEvent, onLost, onGone }) {
  let source = null;
  let lastId = '';
  let timer = 0;
  const answers = new Set();
  const close = () => {
    clearTimeout(timer);
    source.close();
    answers.forEach((answer) => answer.abort());
  };
  const watch = () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      onLost();
      connect();
    }, scan.heartbeatMs * BEATS_OF_PATIENCE);
  };
  const connect = () => {
    source?.close();
    source = new EventSource(lastId ? `${scan.events}?after=${lastId}` : scan.events);
    source.addEventListener('error', ({ target }) => {
      if (target.readyState === EventSource.CLOSED) {
        close();
        onGone();
      } else {
        onLost();
      }
    });
    source.addEventListener('alive', (event) => {
      watch();
      answer(scan, JSON.parse(event.data), answers);
    });
    for (const name of ['plan', 'rows', 'progress', 'settled', 'end', 'gone']) {
      source.addEventListener(name, (event) => {
        lastId = event.lastEventId || lastId;
        (name === 'end' || name === 'gone' ? close : watch)();
        onEvent(name, JSON.parse(event.data));
      });
    }
    watch();
  };
  signal.addEventListener('abort', close);
  connect();
}

// Where a proxy hides who is there, nothing is sent to a visitor who has not sent back what he was asked for a few seconds ago.
async function answer(scan, { sign }, answers) {
  const underWay = new AbortController();
  const timer = setTimeout(() => underWay.abort(), LONGEST_ANSWER);
  answers.add(underWay);
  try {
    await fetch(`${scan.alive}/${sign}`, { method: 'POST', signal: underWay.signal });
  } catch {
    // The next one may come through.
  } finally {
    clearTimeout(timer);
    answers.delete(underWay);
  }
}

/** Fetches a report. */
export async function report(scan, format, signal) {
  const response = await fetch(`${scan.report}?format=${encodeURIComponent(format.name)}`, { signal });
  if (!response.ok) {
    throw refusal(response, {});
  }
  return response.blob();
}

/**
 * Stops and deletes a scan. It is deleted once, however many ask for it.
 * @returns whether the server says that nothing of it is left.
 */
export function end(scan) {
  scan.ending ??= fetch(`/api/scans/${scan.id}`, { method: 'DELETE', keepalive: true })
    .then(({ status }) => status === 204 || status === 404, () => false)
    .then((isDeleted) => {
      scan.ending = isDeleted ? scan.ending : null;
      return isDeleted;
    });
  return scan.ending;
}

/** The same while the page is being closed, when nothing else is sent any more. */
export function abandon(scan) {
  navigator.sendBeacon(scan.abandon);
}

function refusal(response, problem) {
  return new Refused(response.status, problem, Number(response.headers.get('Retry-After')) || 0);
}
