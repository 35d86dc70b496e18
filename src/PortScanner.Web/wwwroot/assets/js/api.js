// The way to the server: one scan is begun, followed, its reports are taken, and it is deleted.

/** A refusal: what the server says is wrong, in its words. */
export class Refused extends Error {
  constructor(status, problem, retryAfter) {
    super(problem.detail ?? problem.title ?? `HTTP ${status}`);
    this.status = status;
    this.title = problem.title ?? '';
    this.errors = problem.errors ?? {};
    this.retryAfter = retryAfter;
  }
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
    throw new Refused(response.status, document, Number(response.headers.get('Retry-After')) || 0);
  }
  return document;
}

/**
 * Follows a scan. A connection that breaks is made again by the browser, which names the last event that it read.
 * @returns what ends the following.
 */
export function follow(scan, { onEvent, onLost, onBack, onGone }) {
  const source = new EventSource(scan.events);
  let isOpen = false;
  source.addEventListener('open', () => {
    if (isOpen) {
      onBack();
    }
    isOpen = true;
  });
  source.addEventListener('error', () => {
    if (source.readyState === EventSource.CLOSED) {
      onGone();
    } else {
      onLost();
    }
  });
  for (const name of ['plan', 'rows', 'progress', 'end', 'gone']) {
    source.addEventListener(name, (event) => {
      if (name === 'end' || name === 'gone') {
        source.close();
      }
      onEvent(name, JSON.parse(event.data));
    });
  }
  return () => source.close();
}

/** Fetches a report. */
export async function report(scan, format) {
  const response = await fetch(`${scan.report}?format=${encodeURIComponent(format.name)}`);
  if (!response.ok) {
    throw new Error(`HTTP ${response.status}`);
  }
  return response.blob();
}

/** Stops and deletes a scan. */
export async function end(scan) {
  await fetch(`/api/scans/${scan.id}`, { method: 'DELETE', keepalive: true }).catch(() => undefined);
}

/** The same while the page is being closed, when nothing else is sent any more. */
export function abandon(scan) {
  navigator.sendBeacon(scan.abandon);
}
