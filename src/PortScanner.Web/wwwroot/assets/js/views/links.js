// While a result is on the screen this page is the only place where it still is: whatever leads elsewhere opens in a tab of its own, and
// says so, to eyes by a sign of the style sheet.

import { el } from './dom.js';
import { say } from '../model/words.js';

const NOTE = 'opens-in-a-tab';

/** Makes a link that leaves this page where it is. */
export function outward(link) {
  if (!document.getElementById(NOTE)) {
    document.body.append(el('p', { id: NOTE, hidden: true }, say('live.new-tab')));
  }
  link.target = '_blank';
  link.rel = 'noopener';
  link.setAttribute('aria-describedby', NOTE);
  return link;
}

/** Makes the links around the page so while there is something to lose, and what they were again after. */
export function keepPage(isLive) {
  for (const link of document.querySelectorAll('body > header a, body > footer a')) {
    if (isLive) {
      outward(link);
    } else {
      ['target', 'rel', 'aria-describedby'].forEach((name) => link.removeAttribute(name));
    }
  }
}
