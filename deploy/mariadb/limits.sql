-- The tables by which several web nodes count visitors together. The program runs this file at start where Cluster:LimitSecretFile is set.
-- ENGINE=MEMORY: rows live in the server's memory only, are never written to disk, and are gone when the server stops.
-- A name is half of an HMAC-SHA-256 under a key that is made of the nodes' secret, which the database never sees, and of random bytes that are
-- here and nowhere else, and are deleted with what they named. So neither of the two can name anybody by itself, and both together nobody of
-- a time that is over.

-- The random bytes.
CREATE TABLE IF NOT EXISTS limit_keys (
  -- 0 names what is counted within a window, 1 what lasts as long as a lease.
  kind TINYINT UNSIGNED NOT NULL,
  -- When they are used no more: milliseconds since 1970 in UTC, by the database's clock, as everything here.
  ends_at BIGINT NOT NULL,
  half BINARY(32) NOT NULL,
  PRIMARY KEY (kind, ends_at) USING HASH
) ENGINE=MEMORY;

-- How many scans began within the window: of an IPv4 address or an IPv6 /64, of a /48, of everyone.
CREATE TABLE IF NOT EXISTS limit_counts (
  name BINARY(16) NOT NULL,
  -- The end of the window, with which the row is deleted.
  ends_at BIGINT NOT NULL,
  n INT UNSIGNED NOT NULL,
  PRIMARY KEY (name) USING HASH
) ENGINE=MEMORY;

-- What holds as long as its node renews it: that an address has a scan, that one runs in a /64 and in a /48; and, renewed by nobody, that an
-- address was scanned a moment ago.
CREATE TABLE IF NOT EXISTS limit_leases (
  -- By which its node knows it: 128 random bits.
  token BINARY(16) NOT NULL,
  name BINARY(16) NOT NULL,
  -- The random bytes of limit_keys that the name was made with.
  key_ends_at BIGINT NOT NULL,
  -- Whoever comes later may delete it.
  until_ms BIGINT NOT NULL,
  -- When the address's scan is over at the latest; null where the row is of something else.
  ends_by BIGINT NULL,
  PRIMARY KEY (token, name) USING HASH,
  KEY names (name) USING HASH,
  KEY lapsed (until_ms) USING BTREE
) ENGINE=MEMORY;
