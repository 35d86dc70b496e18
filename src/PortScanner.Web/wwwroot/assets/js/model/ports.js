// Port specifications: 22,80,8000-8100,U:53,T:443. The grammar is that of the server, which has the last word.

const LAST_PORT = 65535;
const MAXIMUM_LENGTH = 4096;

// Of ranges within a sentence, in characters.
const LONGEST_SPAN = 60;

/** The ports of ranges such as "0-1055,8080", as a server's answer has them. */
export function* portsOf(ranges) {
  for (const range of ranges ? ranges.split(',') : []) {
    const [first, last = first] = range.split('-').map(Number);
    for (let port = first; port <= last; port++) {
      yield port;
    }
  }
}

/** Ascending ports as ranges, such as "1-21, 23". */
export function rangesOf(ports) {
  const ranges = [];
  for (let i = 0; i < ports.length; i++) {
    const first = ports[i];
    while (ports[i + 1] === ports[i] + 1) {
      i++;
    }
    ranges.push(first === ports[i] ? `${first}` : `${first}-${ports[i]}`);
  }
  return ranges.join(', ');
}

/** Ascending ports in short: as ranges while those are few, else from the first to the last. */
export function spanOf(ports, sayScattered) {
  const ranges = rangesOf(ports);
  return ranges.length <= LONGEST_SPAN ? ranges : sayScattered({ first: ports[0], last: ports.at(-1) });
}

/**
 * What is wrong with a specification.
 * @returns null if nothing is; else the key of a message, the part that is wrong, and where it begins, counted from 1.
 */
export function findMistake(text) {
  if (text.length > MAXIMUM_LENGTH) {
    return { key: 'field.ports.long', part: '', position: MAXIMUM_LENGTH + 1 };
  }
  let position = 1;
  for (const between of text.split(',')) {
    const part = between.trim();
    const begins = position + (between.length - between.trimStart().length);
    const key = part === '' ? 'field.ports.missing' : mistakeIn(part);
    if (key) {
      return { key, part, position: part === '' ? position : begins };
    }
    position += between.length + 1;
  }
  return null;
}

function mistakeIn(part) {
  const prefixed = /^([^:]*):(.*)$/s.exec(part);
  const prefix = prefixed ? prefixed[1].trim() : 'T';
  const range = prefixed ? prefixed[2].trim() : part;
  if (!/^[TtUu]$/.test(prefix)) {
    return 'field.ports.prefix';
  }
  const ends = /^(\d*)(?:\s*(-)\s*(\d*))?$/.exec(range);
  if (!ends || (ends[1] === '' && !ends[2])) {
    return 'field.ports.number';
  }
  const first = ends[1] === '' ? 1 : Number(ends[1]);
  const last = !ends[2] ? first : ends[3] === '' ? LAST_PORT : Number(ends[3]);
  if (first > LAST_PORT || last > LAST_PORT) {
    return 'field.ports.high';
  }
  return first > last ? 'field.ports.backwards' : null;
}
