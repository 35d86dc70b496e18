// What is known of each port while a scan runs: flat arrays for TCP, of which there may be all 65,536; a few dozen objects for UDP.

import { portsOf } from './ports.js';

/** The states by number. The first two are before any result: not asked yet for all we know, and asked but silent so far. */
export const STATES = ['pending', 'asked', 'open', 'closed', 'rejected', 'closed|filtered', 'stealth', 'unknown', 'unfiltered'];

/** What matters most comes first. */
export const BY_IMPORTANCE = ['open', 'unknown', 'rejected', 'closed', 'closed|filtered', 'stealth', 'asked', 'pending'];

const NUMBER_OF = Object.fromEntries(STATES.map((state, number) => [state, number]));
const PORT_COUNT = 65536;

export class Results {
  constructor(plan) {
    this.plan = plan;
    this.tcpPorts = Uint16Array.from(portsOf(plan.tcp.ports));
    this.udpPorts = Uint16Array.from(portsOf(plan.udp.ports));
    this.tcpStates = new Uint8Array(PORT_COUNT);
    this.tcpRows = new Array(PORT_COUNT);
    this.udpRows = new Map();
    this.isPlanned = new Uint8Array(PORT_COUNT);
    this.tcpPorts.forEach((port) => { this.isPlanned[port] = 1; });
    this.counts = Object.fromEntries(STATES.map((state) => [state, 0]));
    this.counts.pending = this.tcpPorts.length + this.udpPorts.length;

    this.areAllAsked = false;

    // Those that are told so far only: they may still say no, late or at the pace of a limit.
    this.provisional = 0;
    this.newlyOpen = [];
    this.version = 0;
  }

  /** Takes an event of rows; a later row replaces an earlier one for the same question. */
  apply({ results, silent }) {
    results.forEach((row) => this.#take(row, row.port));
    for (const group of silent) {
      for (const port of portsOf(group.ports)) {
        this.#take(group, port);
      }
    }
    this.version++;
  }

  /** Every port was asked once: those without a result are silent so far. */
  noteAllAsked() {
    if (this.areAllAsked) {
      return;
    }
    this.areAllAsked = true;
    this.tcpPorts.forEach((port) => { this.tcpStates[port] ||= NUMBER_OF.asked; });
    this.counts.asked = this.counts.pending;
    this.counts.pending = 0;
    this.version++;
  }

  /** The state of a port. */
  stateOf(protocol, port) {
    return protocol === 'tcp' ? STATES[this.tcpStates[port]] : this.#udpState(port);
  }

  /** The result that speaks for a port; undefined while there is none. */
  rowOf(protocol, port) {
    if (protocol === 'tcp') {
      return this.tcpRows[port];
    }
    const state = this.#udpState(port);
    return [...(this.udpRows.get(port)?.values() ?? [])].find((row) => row.state === state);
  }

  /** Whether a port is silent so far, and late answers are still listened for. */
  isProvisional(protocol, port) {
    return this.rowOf(protocol, port)?.remarks.includes('provisional') ?? false;
  }

  /** The name of a port's service; empty if it has none. */
  serviceOf(protocol, port) {
    return this.plan[protocol].services[port] ?? '';
  }

  /** Every port of a state with its rows, TCP first, in the order of ports. */
  * entriesOf(state) {
    const number = NUMBER_OF[state];
    for (const port of this.tcpPorts) {
      if (this.tcpStates[port] === number) {
        yield { protocol: 'tcp', port, row: this.tcpRows[port] };
      }
    }
    for (const port of this.udpPorts) {
      if (this.#udpState(port) === state) {
        yield { protocol: 'udp', port, row: this.rowOf('udp', port) };
      }
    }
  }

  /** The ports of a state, ascending. */
  portsOf(protocol, state) {
    return [...(protocol === 'tcp' ? this.tcpPorts : this.udpPorts)].filter((port) => this.stateOf(protocol, port) === state);
  }

  /** The open ports that were found since the last call. */
  takeNewlyOpen() {
    return this.newlyOpen.splice(0);
  }

  #take(row, port) {
    if (row.protocol === 'udp') {
      const before = this.#udpState(port);
      const wasProvisional = this.isProvisional('udp', port);
      const rows = this.udpRows.get(port) ?? new Map();
      rows.set(row.probe, row);
      this.udpRows.set(port, rows);
      this.#move('udp', port, before, this.#udpState(port));
      this.provisional += this.isProvisional('udp', port) - wasProvisional;
    } else if (row.probe === 'syn') {
      const before = STATES[this.tcpStates[port]];
      const wasProvisional = this.isProvisional('tcp', port);
      this.tcpStates[port] = NUMBER_OF[row.state];
      this.tcpRows[port] = row;
      this.#move('tcp', port, before, row.state);
      this.provisional += this.isProvisional('tcp', port) - wasProvisional;
    }
  }

  #move(protocol, port, before, after) {
    if (before !== after) {
      this.counts[before]--;
      this.counts[after]++;
      if (after === 'open') {
        this.newlyOpen.push(`${port}/${protocol}`);
      }
    }
  }

  #udpState(port) {
    const rows = this.udpRows.get(port);
    if (!rows) {
      return this.areAllAsked ? 'asked' : 'pending';
    }
    return this.plan.precedence.find((state) => [...rows.values()].some((row) => row.state === state));
  }
}
