// What happens in the course of a test: each function is a step, and changes the state.

import { Refused, abandon, begin, end, follow, pause } from '../net/api.js';
import { Results } from './results.js';
import { language, say } from './words.js';
import { fresh, state, update } from './store.js';
import { takeReports } from '../net/reports.js';

// The test of another page ends any moment: it is asked for more often than the server says that it may last.
const MOST_SECONDS_BETWEEN_ASKING = 5;

// Whatever is under way with the server ends when its course does; there is one at a time.
let course = new AbortController();

/** Begins a test. */
export async function start(fields) {
  const before = state.scan;
  const signal = newCourse();
  update({ ...fresh(), phase: 'starting', fields });
  try {
    // One test at a time is made of an address, and one whose reports are still being taken is one.
    await (before && end(before));
    await run(signal);
  } catch (error) {
    refused(error, signal);
  }
}

/** Begins the same test again. */
export const again = () => start(state.fields);

/** Begins as soon as the test of another page is over; until then the page stays as it is. */
export async function waitForTurn() {
  const signal = newCourse();
  update({ isWaiting: true });
  for (;;) {
    const { status, retryAfter } = state.problem;
    const seconds = status === 409 ? Math.min(retryAfter || 1, MOST_SECONDS_BETWEEN_ASKING) : retryAfter;
    await pause(seconds * 1000, signal);
    if (signal.aborted) {
      return;
    }
    try {
      await run(signal);
      return;
    } catch (error) {
      if (!error.retryAfter || signal.aborted) {
        refused(error, signal);
        return;
      }
      update({ problem: error });
    }
  }
}

/** Begins nothing by itself any more. */
export function waitNoLonger() {
  newCourse();
  update({ isWaiting: false });
}

/** Stops the test; what was seen stays on the screen. */
export function stop() {
  const { scan } = state;
  newCourse();
  update({ phase: 'stopped', scan: null, isLost: false });
  return scan ? end(scan) : undefined;
}

/** Goes back to the form. */
export function backToForm() {
  const { scan } = state;
  newCourse();
  update({ ...fresh(), phase: 'landing' });
  if (scan) {
    end(scan);
  }
}

/** The page is being left: nothing of the test is to stay behind. */
export function leave() {
  const { scan } = state;
  newCourse();
  update({ isWaiting: false });
  if (scan) {
    abandon(scan);
    gone();
  }
}

function newCourse() {
  course.abort();
  course = new AbortController();
  return course.signal;
}

async function run(signal) {
  const scan = await begin(state.fields, language);
  if (signal.aborted) {
    end(scan);
    return;
  }
  update({ phase: 'running', scan, plan: scan.plan, results: new Results(scan.plan), problem: null, isWaiting: false });
  follow(scan, signal, {
    onEvent: (name, data) => events[name](data, signal),
    onLost: () => update({ isLost: true }),
    onGone: () => {
      // A page that is being left comes here too, before it is told that it is hidden.
      abandon(scan);
      gone();
    },
  });
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

  // The verdict is final; what comes tells how ports say no.
  settled(findings) {
    update({ settled: findings });
  },

  async end(findings, signal) {
    const { scan } = state;
    update({ phase: 'finished', findings, share: 1, isLost: false, taking: 'fetching' });
    const isDeleted = await takeReports(scan, signal, ({ name }, blob) => update(
      blob ? { downloads: [...state.downloads, { name, blob }] } : { missing: [...state.missing, name] },
    ));
    if (!signal.aborted) {
      // One that could not be deleted is named again when the page is left, or begins another.
      update(isDeleted ? { scan: null, taking: 'deleted' } : { taking: 'not-deleted' });
    }
  },

  gone,
};

function gone() {
  update({ phase: 'gone', scan: null, isLost: false });
}

function refused(error, signal) {
  if (signal.aborted) {
    return;
  }
  if (!(error instanceof Refused)) {
    update({ phase: 'failed', problem: { title: say('live.unreachable'), message: say('live.unreachable-text'), errors: {} } });
  } else if (error.status === 409) {
    update({ phase: 'busy', problem: error });
  } else {
    update({ phase: Object.keys(error.errors).length > 0 ? 'landing' : 'failed', problem: error });
  }
}
