-- The log is appended here and nowhere else: no role but reciprocal_definer may write it, and nobody may change it.

-- Gives the number and the hash of the new entry.
CREATE OR REPLACE FUNCTION audit_append(
  at timestamptz, kind text, event text, subject uuid, payload_hash bytea, payload bytea)
RETURNS TABLE (appended bigint, its_hash bytea)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE head record; actor record; link bytea;
BEGIN
  INSERT INTO audit_head (id, count, hash) VALUES (1, 0, '\x') ON CONFLICT (id) DO NOTHING;
  SELECT * INTO head FROM audit_head WHERE id = 1 FOR UPDATE;
  SELECT a.id, a.role INTO actor FROM (SELECT 1) one LEFT JOIN access_actor() a ON true;
  link := sha256(head.hash || convert_to(concat_ws('|', head.count + 1,
    to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'), coalesce(actor.id::text, '-'),
    coalesce(actor.role, '-'), kind, event, coalesce(subject::text, '-'), encode(payload_hash, 'hex')), 'UTF8'));
  INSERT INTO audit_entry (number, at, membership, role, kind, event, subject, payload, payload_hash, previous, hash)
  VALUES (head.count + 1, at, actor.id, coalesce(actor.role, '-'), kind, event, subject, payload, payload_hash,
          head.hash, link);
  UPDATE audit_head SET count = head.count + 1, hash = link WHERE id = 1;
  RETURN QUERY SELECT head.count + 1, link;
END $$;

CREATE OR REPLACE FUNCTION audit_subject_key(wanted uuid) RETURNS bytea
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT wrapped FROM audit_subjectkey WHERE subject = wanted
$$;

-- Keep a new key unless the subject has one already; give back the one that is kept.
CREATE OR REPLACE FUNCTION audit_keep_key(wanted uuid, new_key bytea, master_id text) RETURNS bytea
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  INSERT INTO audit_subjectkey (subject, wrapped, master, since)
  VALUES (wanted, new_key, master_id, coalesce((SELECT count FROM audit_head WHERE id = 1), 0))
  ON CONFLICT (subject) DO NOTHING;
  RETURN (SELECT wrapped FROM audit_subjectkey WHERE subject = wanted);
END $$;

-- Which master keys have wrapped keys, by their fingerprints.
CREATE OR REPLACE FUNCTION audit_masters() RETURNS SETOF text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT DISTINCT master::text FROM audit_subjectkey
$$;

CREATE OR REPLACE FUNCTION audit_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the log cannot be changed' USING ERRCODE = 'RC003';
END $$;

DROP TRIGGER IF EXISTS audit_entry_is_kept ON audit_entry;
CREATE TRIGGER audit_entry_is_kept BEFORE UPDATE OR DELETE ON audit_entry
  FOR EACH ROW EXECUTE FUNCTION audit_refuse_change();
DROP TRIGGER IF EXISTS audit_entry_is_not_emptied ON audit_entry;
CREATE TRIGGER audit_entry_is_not_emptied BEFORE TRUNCATE ON audit_entry
  FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse_change();
