// The one state of the page. What changes it goes through `update`, which has everything drawn anew, once a frame.

/** What is known before a test has begun. */
export const fresh = () => ({
  /** The scan as the API names it, while it exists. */
  scan: null,
  plan: null,
  results: null,

  /** The last event of progress, and how much of the way was made, from 0 to 1: it never goes back. */
  progress: null,
  share: 0,

  /** Whether the connection is lost and being made again. */
  isLost: false,

  /** The findings as of the moment from which on nothing more can turn out open; and those of the end. */
  settled: null,
  findings: null,

  /** The reports, as { name, blob }, and the names of those that could not be had. */
  downloads: [],
  missing: [],

  /** How far the reports are taken: null, fetching, deleted when the server has said that nothing is left there, or not-deleted. */
  taking: null,

  /** A refusal, or what went wrong. */
  problem: null,

  /** Whether the page tries again by itself until the other test is over. */
  isWaiting: false,

  /** What the table shows. */
  filter: { hidden: new Set(['pending', 'asked']), text: '', limit: 50 },
});

export const state = {
  /** landing, starting, running, finished, stopped, gone, busy or failed. */
  phase: 'landing',

  /** What was sent to begin with, to begin again with. */
  fields: null,
  ...fresh(),
};

let draw = () => undefined;
let isDue = false;

/** Says what draws the state. */
export function drawWith(render) {
  draw = render;
}

/** Changes the state. */
export function update(changes) {
  Object.assign(state, changes);
  if (!isDue) {
    isDue = true;

    // A frame is never drawn for a tab in the background, whose results must be complete nevertheless when it is looked at.
    (document.hidden ? setTimeout : requestAnimationFrame)(() => {
      isDue = false;
      draw(state);
    });
  }
}
