-- Sessions are reached one by one, by the hash of the secret that the browser holds: nobody can list them.

CREATE OR REPLACE FUNCTION accounts_session_read(wanted text, at timestamptz) RETURNS bytea
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT data FROM accounts_session WHERE digest = wanted AND ends_at > at
$$;

-- Whose session it was that time has closed, for half a day; nothing of what it held.
CREATE OR REPLACE FUNCTION accounts_session_lapsed(wanted text, at timestamptz)
RETURNS TABLE (person uuid, membership uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT s.person, s.membership FROM accounts_session s
   WHERE s.digest = wanted AND s.ends_at <= at AND s.ends_at > at - interval '12 hours' AND s.membership IS NOT NULL
$$;

-- A session that was ended while its page was being made is not brought back: only `is_new` makes a row.
CREATE OR REPLACE FUNCTION accounts_session_write(
  wanted text, new_data bytea, of_person uuid, of_membership uuid, until timestamptz, is_new boolean) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF is_new THEN
    INSERT INTO accounts_session (digest, data, person, membership, ends_at)
    VALUES (wanted, new_data, of_person, of_membership, until) ON CONFLICT (digest) DO NOTHING;
  ELSE
    UPDATE accounts_session SET data = new_data, person = of_person, membership = of_membership, ends_at = until
     WHERE digest = wanted;
  END IF;
  RETURN FOUND;
END $$;

CREATE OR REPLACE FUNCTION accounts_session_there(wanted text) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT FROM accounts_session WHERE digest = wanted)
$$;

CREATE OR REPLACE FUNCTION accounts_session_delete(wanted text) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  DELETE FROM accounts_session WHERE digest = wanted
$$;

-- End every session of a person but one, and say how many there were.
CREATE OR REPLACE FUNCTION accounts_sessions_end(of_person uuid, but text) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE ended integer;
BEGIN
  DELETE FROM accounts_session WHERE person = of_person AND digest <> but;
  GET DIAGNOSTICS ended = ROW_COUNT;
  RETURN ended;
END $$;

-- Throw away what nobody may have back any more: sessions closed by time, pages that were kept, and forms once sent.
CREATE OR REPLACE FUNCTION accounts_throw_away(sessions_before timestamptz, pages_before timestamptz) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE sessions integer; pages integer;
BEGIN
  DELETE FROM accounts_session WHERE ends_at < sessions_before;
  GET DIAGNOSTICS sessions = ROW_COUNT;
  DELETE FROM accounts_keptpage WHERE kept_at < pages_before;
  GET DIAGNOSTICS pages = ROW_COUNT;
  DELETE FROM accounts_sentform WHERE at < pages_before;
  RETURN sessions + pages;
END $$;
