-- The tables of live scans. The program runs this file at start; nobody needs to run it by hand.
-- ENGINE=MEMORY: rows live in the server's memory only, are never written to disk, and are gone when the server stops.
-- No column holds an address that can be read without a secret which the database never sees.

-- One row a scan, from its start until its report was served, its reader went away, or it expired.
CREATE TABLE IF NOT EXISTS scans (
  -- The scan's name: 128 random bits.
  scan_id BINARY(16) NOT NULL,
  -- HMAC-SHA-256 of the visitor's address under a key that only the web process knows and forgets when it ends.
  caller_hmac BINARY(32) NOT NULL,
  -- Half of the SHA-256 of the name of the machine that runs the scan, so that it finds its leftovers at its next start.
  node_hash BINARY(16) NOT NULL,
  -- When the scan will be over at the latest, and when it is deleted whatever happens: milliseconds since 1970 in UTC.
  ends_by BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  -- 0 running, 1 completed, 2 failed.
  outcome TINYINT UNSIGNED NOT NULL,
  -- The last sequence number given to a result.
  last_sequence INT UNSIGNED NOT NULL,
  PRIMARY KEY (scan_id) USING HASH,
  -- One live scan for each address.
  UNIQUE KEY caller (caller_hmac) USING HASH
) ENGINE=MEMORY;

-- One row a probe that has a result.
CREATE TABLE IF NOT EXISTS results (
  scan_id BINARY(16) NOT NULL,
  -- Numbers of the program's enumerations, as are state and reason.
  probe_kind TINYINT UNSIGNED NOT NULL,
  -- The probed port; 0 for a probe without one (such as an echo), as well as for port 0.
  port SMALLINT UNSIGNED NOT NULL,
  -- Rises with every change within a scan, so that a reader can ask for what is new.
  sequence INT UNSIGNED NOT NULL,
  state TINYINT UNSIGNED NOT NULL,
  reason TINYINT UNSIGNED NOT NULL,
  -- Who answered instead of the visitor's address, if somebody did: a 12-byte nonce, 16 bytes of address and a 16-byte tag,
  -- sealed with AES-256-GCM under a key derived from the scan's secret.
  sealed_responder VARBINARY(44) NULL,
  round_trip_us INT UNSIGNED NULL,
  hop_limit TINYINT UNSIGNED NULL,
  attempts SMALLINT UNSIGNED NOT NULL,
  -- Flags of the program's enumeration.
  remarks SMALLINT UNSIGNED NOT NULL,
  -- What a UDP service was sent and sent back, in packets and bytes of payload; all null elsewhere.
  request_packets SMALLINT UNSIGNED NULL,
  request_bytes INT UNSIGNED NULL,
  reply_packets INT UNSIGNED NULL,
  reply_bytes BIGINT UNSIGNED NULL,
  PRIMARY KEY (scan_id, probe_kind, port) USING HASH,
  KEY news (scan_id, sequence) USING BTREE
) ENGINE=MEMORY;
