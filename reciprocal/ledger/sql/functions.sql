-- The pot is written here and nowhere else: always two lines at once, and never a change.

CREATE OR REPLACE FUNCTION ledger_post_move(request uuid, started date, recorded timestamptz) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE from_landlord uuid; to_landlord uuid; owes uuid := gen_random_uuid(); owed uuid := gen_random_uuid();
BEGIN
  IF NOT access_stands(request, ARRAY['offering']) THEN
    RAISE EXCEPTION 'only the partner that housed the household charges the pot' USING ERRCODE = 'RC002';
  END IF;
  SELECT r.landlord_id, o.organisation_id INTO from_landlord, to_landlord
    FROM property_requests_propertyrequest r JOIN offers_offer o ON o.request_id = r.id AND o.state = 'started'
   WHERE r.id = request AND r.state = 'moved';
  IF NOT FOUND THEN
    RAISE EXCEPTION 'the pot is charged only for a household that has moved' USING ERRCODE = 'RC004';
  END IF;
  INSERT INTO ledger_line (id, organisation_id, month, change, kind, reason) VALUES
    (owes, from_landlord, date_trunc('month', started)::date, -1, 'moved_out', ''),
    (owed, to_landlord, date_trunc('month', started)::date, 1, 'housed', '');
  INSERT INTO ledger_pair (id, request_id, owes_id, owed_id, words, recorded_at)
  VALUES (gen_random_uuid(), request, owes, owed, '', recorded);
  UPDATE property_requests_approval SET moved_on = started WHERE request_id = request;
END $$;

-- Take the pair of a move back: the same two landlords the other way round, in the month in which it is corrected.
CREATE OR REPLACE FUNCTION ledger_take_back(
  request uuid, corrected date, why text, in_her_words text, recorded timestamptz) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE taken record; owes uuid := gen_random_uuid(); owed uuid := gen_random_uuid();
BEGIN
  IF access_role() IS DISTINCT FROM 'coordinator' THEN
    RAISE EXCEPTION 'only a coordinator corrects the pot' USING ERRCODE = 'RC002';
  END IF;
  SELECT p.id, a.organisation_id AS left_landlord, b.organisation_id AS housed_by, a.month INTO taken
    FROM ledger_pair p JOIN ledger_line a ON a.id = p.owes_id JOIN ledger_line b ON b.id = p.owed_id
   WHERE p.request_id = request FOR UPDATE OF p;
  IF NOT FOUND OR EXISTS (SELECT 1 FROM ledger_pair r WHERE r.reverses_id = taken.id) THEN
    RAISE EXCEPTION 'the pot has no pair of this request that could be taken back' USING ERRCODE = 'RC004';
  END IF;
  INSERT INTO ledger_line (id, organisation_id, month, change, kind, about, reason) VALUES
    (owes, taken.housed_by, date_trunc('month', corrected)::date, -1, 'correction', taken.month, why),
    (owed, taken.left_landlord, date_trunc('month', corrected)::date, 1, 'correction', taken.month, why);
  INSERT INTO ledger_pair (id, reverses_id, owes_id, owed_id, words, recorded_by, recorded_at)
  VALUES (gen_random_uuid(), taken.id, owes, owed, in_her_words, access_membership(), recorded);
END $$;

-- Write balances of several landlords that add up to nothing: a pair for each home, whoever stands in it.
CREATE OR REPLACE FUNCTION ledger_post_balances(
  of_kind text, organisations uuid[], balances integer[], written date, corrected date, in_her_words text,
  recorded timestamptz) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE owing uuid[]; owed uuid[]; minus uuid; plus uuid; n integer;
BEGIN
  IF access_role() IS DISTINCT FROM 'coordinator' THEN
    RAISE EXCEPTION 'only a coordinator writes balances' USING ERRCODE = 'RC002';
  END IF;
  IF (SELECT count(*) <> count(DISTINCT o) FROM unnest(organisations) o)
     OR (SELECT coalesce(sum(b), 0) <> 0 FROM unnest(balances) b) THEN
    RAISE EXCEPTION 'balances are of each landlord once and add up to nothing' USING ERRCODE = 'RC004';
  END IF;
  SELECT array_agg(o ORDER BY o) INTO owing FROM unnest(organisations, balances) t(o, b), generate_series(1, -b);
  SELECT array_agg(o ORDER BY o) INTO owed FROM unnest(organisations, balances) t(o, b), generate_series(1, b);
  FOR n IN 1 .. coalesce(array_length(owing, 1), 0) LOOP
    minus := gen_random_uuid(); plus := gen_random_uuid();
    INSERT INTO ledger_line (id, organisation_id, month, change, kind, about, reason) VALUES
      (minus, owing[n], date_trunc('month', written)::date, -1, of_kind, corrected,
       CASE of_kind WHEN 'correction' THEN 'missing' ELSE '' END),
      (plus, owed[n], date_trunc('month', written)::date, 1, of_kind, corrected,
       CASE of_kind WHEN 'correction' THEN 'missing' ELSE '' END);
    INSERT INTO ledger_pair (id, owes_id, owed_id, words, recorded_by, recorded_at)
    VALUES (gen_random_uuid(), minus, plus, in_her_words, access_membership(), recorded);
  END LOOP;
END $$;

CREATE OR REPLACE FUNCTION ledger_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the pot is never edited; a correction is a pair of new lines' USING ERRCODE = 'RC003';
END $$;

-- Every line is half of exactly one move: checked when the transaction ends, so the sum is always zero.
CREATE OR REPLACE FUNCTION ledger_line_has_its_pair() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  -- The pair that a pair takes back is `r`, with its two lines; only a move is taken back, and not twice.
  IF NOT EXISTS (
    SELECT 1 FROM ledger_pair p JOIN ledger_line a ON a.id = p.owes_id JOIN ledger_line b ON b.id = p.owed_id
      LEFT JOIN ledger_pair r ON r.id = p.reverses_id
      LEFT JOIN ledger_line ra ON ra.id = r.owes_id LEFT JOIN ledger_line rb ON rb.id = r.owed_id
     WHERE NEW.id IN (p.owes_id, p.owed_id) AND a.change = -1 AND b.change = 1 AND a.month = b.month
       AND a.organisation_id <> b.organisation_id AND a.about IS NOT DISTINCT FROM b.about AND a.reason = b.reason
       AND CASE WHEN p.request_id IS NOT NULL THEN a.kind = 'moved_out' AND b.kind = 'housed'
                WHEN r.id IS NOT NULL THEN
                  r.request_id IS NOT NULL AND a.kind = 'correction' AND b.kind = 'correction' AND a.about = ra.month
                  AND a.reason <> 'missing'
                  AND a.organisation_id = rb.organisation_id AND b.organisation_id = ra.organisation_id
                ELSE a.kind = b.kind AND (a.kind = 'opening' OR (a.kind = 'correction' AND a.reason = 'missing')) END) THEN
    RAISE EXCEPTION 'a line of the pot needs its pair' USING ERRCODE = 'RC004';
  END IF;
  RETURN NULL;
END $$;

-- What a partner wrote of its statement stays as it was written; a dispute is answered once.
CREATE OR REPLACE FUNCTION ledger_dispute_is_answered_once() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR OLD.answer <> '' OR NEW.answer = '' THEN
    RAISE EXCEPTION 'a dispute is answered once and kept' USING ERRCODE = 'RC003';
  END IF;
  RETURN NEW;
END $$;

DROP TRIGGER IF EXISTS ledger_dispute_is_answered_once ON ledger_dispute;
CREATE TRIGGER ledger_dispute_is_answered_once BEFORE UPDATE OR DELETE ON ledger_dispute
  FOR EACH ROW EXECUTE FUNCTION ledger_dispute_is_answered_once();
DROP TRIGGER IF EXISTS ledger_line_is_kept ON ledger_line;
CREATE TRIGGER ledger_line_is_kept BEFORE UPDATE OR DELETE ON ledger_line
  FOR EACH ROW EXECUTE FUNCTION ledger_refuse_change();
DROP TRIGGER IF EXISTS ledger_pair_is_kept ON ledger_pair;
CREATE TRIGGER ledger_pair_is_kept BEFORE UPDATE OR DELETE ON ledger_pair
  FOR EACH ROW EXECUTE FUNCTION ledger_refuse_change();
DROP TRIGGER IF EXISTS ledger_line_is_not_emptied ON ledger_line;
CREATE TRIGGER ledger_line_is_not_emptied BEFORE TRUNCATE ON ledger_line
  FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse_change();
DROP TRIGGER IF EXISTS ledger_pair_is_not_emptied ON ledger_pair;
CREATE TRIGGER ledger_pair_is_not_emptied BEFORE TRUNCATE ON ledger_pair
  FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse_change();
DROP TRIGGER IF EXISTS ledger_line_is_paired ON ledger_line;
CREATE CONSTRAINT TRIGGER ledger_line_is_paired AFTER INSERT ON ledger_line DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION ledger_line_has_its_pair();
