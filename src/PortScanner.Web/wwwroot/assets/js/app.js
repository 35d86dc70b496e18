// The start of everything: the form of the landing page begins a live test instead of sending itself. Where this file does not run, or fails
// before it has taken the form over, the form works as it stands.

import { drawWith, state } from './model/store.js';
import { enhanceForm, formFields } from './views/form.js';
import { leave, start } from './model/scan.js';
import { LiveView } from './views/live.js';
import { loadWords } from './model/words.js';

const form = document.querySelector('form[data-live]');

async function takeOver() {
  await loadWords();
  enhanceForm(form);
  const view = new LiveView(document.querySelector('main'), form);
  drawWith((current) => view.render(current));
  addEventListener('pagehide', leave);

  // From the cache of the way back the page comes as it was, but its test was deleted when it was left.
  addEventListener('pageshow', (event) => {
    if (event.persisted && state.phase !== 'landing') {
      view.render(state);
    }
  });
}

// Who presses the button before the words have come is to get the live page, too, and one test however often it is pressed.
function listen(isReady) {
  let isAsked = false;
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    if (isAsked) {
      return;
    }
    isAsked = true;
    const isLive = await isReady;
    isAsked = false;
    if (isLive) {
      start(formFields(form));
    } else {
      form.submit();
    }
  });
}

if (form && 'EventSource' in window) {
  listen(takeOver().then(() => true, (error) => {
    console.error(error);
    return false;
  }));
}
