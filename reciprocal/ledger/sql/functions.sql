-- The pot is written here and nowhere else: two lines a move, and never a change.

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
  INSERT INTO ledger_line (id, organisation_id, month, change, kind) VALUES
    (owes, from_landlord, date_trunc('month', started)::date, -1, 'moved_out'),
    (owed, to_landlord, date_trunc('month', started)::date, 1, 'housed');
  INSERT INTO ledger_move (id, request_id, owes_id, owed_id, recorded_at)
  VALUES (gen_random_uuid(), request, owes, owed, recorded);
  UPDATE property_requests_approval SET moved_on = started WHERE request_id = request;
END $$;

CREATE OR REPLACE FUNCTION ledger_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the pot is never edited; a correction is a pair of new lines' USING ERRCODE = 'RC003';
END $$;

-- Every line is half of exactly one move: checked when the transaction ends, so the sum is always zero.
CREATE OR REPLACE FUNCTION ledger_line_has_its_pair() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM ledger_move m JOIN ledger_line a ON a.id = m.owes_id JOIN ledger_line b ON b.id = m.owed_id
                  WHERE NEW.id IN (m.owes_id, m.owed_id) AND a.change = -1 AND b.change = 1) THEN
    RAISE EXCEPTION 'a line of the pot needs its pair' USING ERRCODE = 'RC004';
  END IF;
  RETURN NULL;
END $$;

DROP TRIGGER IF EXISTS ledger_line_is_kept ON ledger_line;
CREATE TRIGGER ledger_line_is_kept BEFORE UPDATE OR DELETE ON ledger_line
  FOR EACH ROW EXECUTE FUNCTION ledger_refuse_change();
DROP TRIGGER IF EXISTS ledger_move_is_kept ON ledger_move;
CREATE TRIGGER ledger_move_is_kept BEFORE UPDATE OR DELETE ON ledger_move
  FOR EACH ROW EXECUTE FUNCTION ledger_refuse_change();
DROP TRIGGER IF EXISTS ledger_line_is_not_emptied ON ledger_line;
CREATE TRIGGER ledger_line_is_not_emptied BEFORE TRUNCATE ON ledger_line
  FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse_change();
DROP TRIGGER IF EXISTS ledger_move_is_not_emptied ON ledger_move;
CREATE TRIGGER ledger_move_is_not_emptied BEFORE TRUNCATE ON ledger_move
  FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse_change();
DROP TRIGGER IF EXISTS ledger_line_is_paired ON ledger_line;
CREATE CONSTRAINT TRIGGER ledger_line_is_paired AFTER INSERT ON ledger_line DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION ledger_line_has_its_pair();
