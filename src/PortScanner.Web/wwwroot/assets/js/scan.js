// What happens in the course of a test: each function is a step, and changes the state.

import { Refused, abandon, begin, end, follow, report } from './api.js';
import { Results } from './results.js';
import { language, say } from './words.js';
import { state, update } from './store.js';

// While another page of the same visitor tests; it is asked again until that is over.
const RETRY_MILLISECONDS = 2000;

let stopFollowing = () => undefined;
let retryTimer = 0;

/** Begins a test. */
export async function start(fields) {
  clearTimeout(retryTimer);
  update({ ...fresh(), phase: 'starting', fields });
  try {
    const scan = await begin(fields, language);
    update({ phase: 'running', scan, plan: scan.plan, results: new Results(scan.plan), isWaiting: false });
    stopFollowing = follow(scan, {
      onEvent: (name, data) => events[name](data),
      onLost: () => update({ isLost: true }),
      onBack: () => update({ isLost: false }),
      onGone: () => cut(scan),
    });
  } catch (error) {
    refused(error);
  }
}

/** Begins the same test again. */
export const again = () => start(state.fields);

/** Begins as soon as the test of another page is over. */
export function waitForTurn() {
  update({ isWaiting: true });
  retryTimer = setTimeout(() => again(), RETRY_MILLISECONDS);
}

/** Stops the test; what was seen stays on the screen. */
export function stop() {
  const { scan } = state;
  stopFollowing();
  update({ phase: 'stopped', scan: null, isLost: false });
  return scan ? end(scan) : undefined;
}

/** Goes back to the form. */
export function backToForm() {
  clearTimeout(retryTimer);
  stopFollowing();
  const { scan } = state;
  update({ ...fresh(), phase: 'landing' });
  if (scan) {
    end(scan);
  }
}

/** The page is being left: nothing of the test is to stay behind. */
export function leave() {
  clearTimeout(retryTimer);
  const { scan } = state;
  if (scan) {
    stopFollowing();
    abandon(scan);
    update({ phase: 'gone', scan: null });
  }
}

const events = {
  plan(plan) {
    // It comes with each connection; what is known already stays.
    update({ plan, isLost: false });
  },

  rows(rows) {
    state.results.apply(rows);
    update({});
  },

  progress(progress) {
    if (progress.asked === progress.total) {
      state.results.noteAllAsked();
    }
    const share = progress.elapsedMs / Math.max(progress.elapsedMs + progress.leftMs, 1);
    update({ progress, share: Math.max(state.share, Math.min(share, 0.99)) });
  },

  async end(findings) {
    const { scan } = state;
    update({ phase: 'finished', findings, share: 1, isLost: false });
    for (const format of scan.formats) {
      const blob = await report(scan, format).catch(() => null);
      if (state.scan !== scan) {
        return;
      }
      if (blob) {
        update({ downloads: [...state.downloads, { name: format.name, blob }] });
      }
    }
    update({ scan: null });
    await end(scan);
  },

  gone,
};

// Nothing can be followed any more. A page that is being left comes here too, before it is told that it is hidden.
function cut(scan) {
  abandon(scan);
  gone();
}

function gone() {
  stopFollowing();
  update({ phase: 'gone', scan: null, isLost: false });
}

function refused(error) {
  if (error instanceof Refused && error.status === 409) {
    update({ phase: 'busy', problem: error });
    if (state.isWaiting) {
      waitForTurn();
    }
  } else if (error instanceof Refused) {
    update({ phase: Object.keys(error.errors).length > 0 ? 'landing' : 'failed', problem: error });
  } else {
    update({ phase: 'failed', problem: { title: say('live.unreachable'), message: say('live.unreachable-text'), errors: {} } });
  }
}

function fresh() {
  return {
    scan: null, plan: null, results: null, progress: null, share: 0, isLost: false, findings: null, downloads: [], problem: null,
    filter: { hidden: new Set(['pending', 'asked']), text: '', limit: 50 },
  };
}
