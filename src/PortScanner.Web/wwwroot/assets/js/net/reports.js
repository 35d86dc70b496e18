// The reports of a finished test are taken into the page's memory before the server deletes it; a line that breaks meanwhile is waited for.

import { end, pause, report } from './api.js';

// From the last time that something came through.
const TIMEOUT_MILLISECONDS = 30000;
const RETRY_MILLISECONDS = 2000;

/**
 * Takes every report that can be had, and has the scan deleted even if it is given up meanwhile.
 * @param onReport told of each report, with null for one that could not be had.
 * @returns whether the server said that the scan is deleted.
 */
export async function takeReports(scan, signal, onReport) {
  let since = performance.now();
  for (const format of scan.formats) {
    const blob = await insist(() => report(scan, format, signal), since, signal);
    if (signal.aborted) {
      break;
    }
    since = blob ? performance.now() : since;
    onReport(format, blob);
  }
  return insist(() => end(scan), since, signal);
}

// Tries at least once, and what it gives is null or false if nothing helped.
async function insist(attempt, since, signal) {
  for (;;) {
    const [result, error] = await attempt().then((value) => [value], (reason) => [null, reason]);
    if (result || error?.status === 404 || signal.aborted || performance.now() - since > TIMEOUT_MILLISECONDS) {
      return result;
    }
    await pause(RETRY_MILLISECONDS, signal);
  }
}
