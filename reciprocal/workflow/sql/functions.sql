-- The one writer of states, in the database. The pairs come from reciprocal/rulebook/lifecycle.py.

CREATE OR REPLACE FUNCTION workflow_lock(kind text, thing uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE request uuid; home uuid; offer uuid;
BEGIN
  -- Always in the same order (request, home, offer), so that two people at once wait and never deadlock.
  IF kind = 'request' THEN request := thing;
  ELSIF kind = 'profile' THEN SELECT request_id INTO request FROM circulation_profile WHERE id = thing;
  ELSIF kind = 'offer' THEN SELECT request_id, home_id INTO request, home FROM offers_offer WHERE id = thing;
  ELSE home := thing;
  END IF;
  PERFORM 1 FROM property_requests_propertyrequest WHERE id = request FOR UPDATE;
  IF kind = 'request' THEN
    SELECT id, home_id INTO offer, home FROM offers_offer WHERE request_id = request AND state IN ({live_offer});
  ELSIF kind = 'offer' THEN offer := thing;
  END IF;
  PERFORM 1 FROM homes_home WHERE id = home FOR UPDATE;
  PERFORM 1 FROM offers_offer WHERE id = offer FOR UPDATE;
END $$;

CREATE OR REPLACE FUNCTION workflow_request_guard() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE allowed text[];
BEGIN
  IF TG_OP = 'UPDATE' AND NEW.state = OLD.state THEN RETURN NEW; END IF;
  allowed := workflow_allowed('request', CASE WHEN TG_OP = 'INSERT' THEN 'new' ELSE OLD.state END, NEW.state);
  IF TG_OP = 'UPDATE' AND NOT access_stands(NEW.id, allowed) THEN
    RAISE EXCEPTION 'this actor may not change the request from % to %', OLD.state, NEW.state USING ERRCODE = 'RC002';
  END IF;
  RETURN NEW;
END $$;

CREATE OR REPLACE FUNCTION workflow_offer_guard() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE allowed text[];
BEGIN
  IF TG_OP = 'UPDATE' AND NEW.state = OLD.state THEN RETURN NEW; END IF;
  allowed := workflow_allowed('offer', CASE WHEN TG_OP = 'INSERT' THEN 'new' ELSE OLD.state END, NEW.state);
  IF NOT access_stands(NEW.request_id, allowed) THEN
    RAISE EXCEPTION 'this actor may not change the offer to %', NEW.state USING ERRCODE = 'RC002';
  END IF;
  RETURN NEW;
END $$;

CREATE OR REPLACE FUNCTION workflow_home_guard() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE allowed text[];
BEGIN
  IF TG_OP = 'UPDATE' AND NEW.state = OLD.state THEN RETURN NEW; END IF;
  allowed := workflow_allowed('home', CASE WHEN TG_OP = 'INSERT' THEN 'new' ELSE OLD.state END, NEW.state);
  IF NOT access_may_write() THEN
    RAISE EXCEPTION 'this login may not change a home' USING ERRCODE = 'RC002';
  END IF;
  IF allowed && ARRAY['owner', 'recipient', 'offering']
     AND NEW.organisation_id IS NOT DISTINCT FROM access_lettings_organisation() THEN RETURN NEW; END IF;
  IF 'system' = ANY(allowed) AND access_role() = 'system' THEN RETURN NEW; END IF;
  -- Officer and coordinator change a home only through an offer of it.
  IF TG_OP = 'UPDATE' AND EXISTS (SELECT 1 FROM offers_offer o
                                   WHERE o.home_id = NEW.id AND access_stands(o.request_id, allowed)) THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'this actor may not change the home to %', NEW.state USING ERRCODE = 'RC002';
END $$;

-- Change one state. False when the thing is no longer in the state that the caller saw.
CREATE OR REPLACE FUNCTION workflow_move(
  machine text, thing uuid, before text, after text, at timestamptz, due date) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE changed integer;
BEGIN
  -- The triggers ask nothing where a state stays, so staying is no way to write the dates beside it.
  IF before = after THEN
    RAISE EXCEPTION 'the lifecycle has no change of a % from % to itself', machine, before USING ERRCODE = 'RC001';
  END IF;
  IF machine = 'request' THEN
    UPDATE property_requests_propertyrequest
       SET state = after, state_since = at, due_on = due, version = version + 1,
           -- A request that waits for answers, or rests, remembers where it goes back to and what was due there.
           returns_to = CASE WHEN after NOT IN ('information_needed', 'on_hold') THEN ''
                        WHEN before = 'under_offer' THEN 'circulating'
                        WHEN before = 'information_needed' THEN returns_to ELSE before END,
           stopped_due_on = CASE WHEN after NOT IN ('information_needed', 'on_hold') OR before = 'under_offer' THEN NULL
                            WHEN before = 'information_needed' THEN stopped_due_on ELSE due_on END,
           stopped_on = CASE WHEN after NOT IN ('information_needed', 'on_hold') THEN NULL
                        WHEN before = 'information_needed' THEN stopped_on
                        ELSE (at AT TIME ZONE 'Europe/London')::date END
     WHERE id = thing AND state = before;
    GET DIAGNOSTICS changed = ROW_COUNT;
    UPDATE property_requests_approval
       SET status = CASE WHEN after = 'on_hold' AND before IN ('awaiting_landlord', 'decline_proposed', 'information_needed')
                    THEN 'resting'
                    ELSE coalesce(workflow_landlord_sees(after), status) END,
           due_on = CASE WHEN after IN ('awaiting_landlord', 'decline_proposed') THEN due END
     WHERE request_id = thing AND changed = 1;
  ELSIF machine = 'offer' THEN
    UPDATE offers_offer SET state = after, state_since = at, due_on = due WHERE id = thing AND state = before;
    GET DIAGNOSTICS changed = ROW_COUNT;
    -- A viewing that was still planned ends with the offer, whatever ended it.
    IF changed = 1 AND after NOT IN ({live_offer}) THEN
      UPDATE offers_viewing SET outcome = 'stopped' WHERE offer_id = thing AND outcome = '';
    END IF;
  ELSE
    UPDATE homes_home SET state = after, state_since = at, due_on = due WHERE id = thing AND state = before;
    GET DIAGNOSTICS changed = ROW_COUNT;
  END IF;
  RETURN changed = 1;
END $$;

-- The landlord's panel moves the date by which it must decide; nothing else of the request changes.
CREATE OR REPLACE FUNCTION workflow_set_due(request uuid, due date, panel date) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT access_stands(request, ARRAY['decider']) THEN
    RAISE EXCEPTION 'only the named leads of the landlord move the date' USING ERRCODE = 'RC002';
  END IF;
  UPDATE property_requests_propertyrequest SET due_on = due WHERE id = request AND state = 'awaiting_landlord';
  IF FOUND THEN
    UPDATE property_requests_approval SET due_on = due, panel_on = panel WHERE request_id = request;
  END IF;
END $$;

-- A draft that somebody goes on with is kept longer.
CREATE OR REPLACE FUNCTION workflow_keep_draft(request uuid, due date) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT access_stands(request, ARRAY['officer']) THEN
    RAISE EXCEPTION 'a draft is its officer''s' USING ERRCODE = 'RC002';
  END IF;
  UPDATE property_requests_propertyrequest SET due_on = due WHERE id = request AND state = 'draft';
END $$;

-- Erase a draft with every row about it. What was done and when stays in the log, under a number and nothing else.
CREATE OR REPLACE FUNCTION workflow_erase_draft(request uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE about text;
BEGIN
  IF NOT access_stands(request, ARRAY['officer', 'system'])
     OR NOT EXISTS (SELECT 1 FROM property_requests_propertyrequest WHERE id = request AND state = 'draft') THEN
    RAISE EXCEPTION 'only a draft is erased' USING ERRCODE = 'RC002';
  END IF;
  FOR about IN SELECT c.oid::regclass FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
                WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND a.attname = 'request_id'
                  AND NOT a.attisdropped LOOP
    EXECUTE format('DELETE FROM %s WHERE request_id = $1', about) USING request;
  END LOOP;
  DELETE FROM property_requests_propertyrequest WHERE id = request;
END $$;

-- Officer and coordinator were told that what was sealed is erased soon.
CREATE OR REPLACE FUNCTION workflow_told_of_erasure(request uuid, today date) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT access_stands(request, ARRAY['system']) THEN
    RAISE EXCEPTION 'only the service tells of it' USING ERRCODE = 'RC002';
  END IF;
  UPDATE property_requests_propertyrequest SET erasure_told_on = today WHERE id = request;
END $$;

-- The officer has said that the move is still needed: the next review is due later.
CREATE OR REPLACE FUNCTION workflow_reviewed(request uuid, due date) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT access_stands(request, ARRAY['officer']) THEN
    RAISE EXCEPTION 'only the officer reviews a request' USING ERRCODE = 'RC002';
  END IF;
  UPDATE property_requests_propertyrequest SET due_on = due WHERE id = request AND state = 'circulating';
END $$;

-- Whoever is late said where it stands: to the coordinator, who rang, or by themselves. It is kept, and the first
-- answer of a wait moves the day. Gives "moved", "kept", or "again" where something was said before.
CREATE OR REPLACE FUNCTION workflow_said(
  request uuid, whom text, said text, day date, words text, at timestamptz, due date) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  waits record; first boolean;
  themselves text := CASE whom WHEN 'landlord' THEN 'decider' WHEN 'offering' THEN 'offering_live' ELSE whom END;
BEGIN
  IF NOT access_stands(request, ARRAY['scheme', themselves]) THEN
    RAISE EXCEPTION 'only whoever is late, or the coordinator, says where it stands' USING ERRCODE = 'RC002';
  END IF;
  SELECT r.state, r.state_since INTO waits FROM property_requests_propertyrequest r WHERE r.id = request;
  first := NOT EXISTS (SELECT 1 FROM property_requests_chase c
                        WHERE c.request_id = request AND c.state_since = waits.state_since
                          AND c.answer NOT IN ('', 'no_answer'));
  INSERT INTO property_requests_chase (id, request_id, at, by_id, of, state, state_since, answer, until, note)
  VALUES (gen_random_uuid(), request, at, access_membership(), whom, waits.state, waits.state_since, said, day, words);
  IF said = 'no_answer' THEN RETURN 'kept'; END IF;
  IF NOT first THEN RETURN 'again'; END IF;
  UPDATE property_requests_propertyrequest SET due_on = due
   WHERE id = request AND due > due_on
     AND (state, whom) IN (('awaiting_landlord', 'landlord'), ('information_needed', 'officer'));
  IF NOT FOUND THEN RETURN 'kept'; END IF;
  UPDATE property_requests_approval SET due_on = due WHERE request_id = request AND status = 'deciding';
  RETURN 'moved';
END $$;

-- Somebody else speaks for the household from now on: the cover who accepted, or whom the coordinator finds at the
-- officer's agency. Never somebody who is kept away.
CREATE OR REPLACE FUNCTION workflow_hand_over(request uuid, new_officer uuid) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE found uuid;
BEGIN
  IF NOT access_stands(request, ARRAY['officer', 'scheme']) THEN
    RAISE EXCEPTION 'only the officer or the coordinator hands a request over' USING ERRCODE = 'RC002';
  END IF;
  SELECT m.person_id INTO found FROM accounts_membership m JOIN accounts_person p ON p.id = m.person_id
   WHERE m.id = new_officer AND m.role = 'nominating_officer' AND m.ended_on IS NULL AND p.is_active;
  IF found IS NULL
     OR found IN (SELECT access_people_kept_away(request))
     OR NOT (EXISTS (SELECT 1 FROM property_requests_cover c
                      WHERE c.request_id = request AND c.membership_id = new_officer AND c.accepted_at IS NOT NULL)
             OR access_stands(request, ARRAY['scheme'])) THEN
    RETURN false;
  END IF;
  UPDATE property_requests_propertyrequest SET officer_id = new_officer, version = version + 1 WHERE id = request;
  UPDATE property_requests_approval SET officer_id = new_officer WHERE request_id = request;
  UPDATE property_requests_contact c SET officer_role = m.title, officer_phone = p.phone, officer_email = p.email
    FROM accounts_membership m JOIN accounts_person p ON p.id = m.person_id
   WHERE c.request_id = request AND m.id = new_officer;
  DELETE FROM property_requests_cover WHERE request_id = request AND membership_id = new_officer;
  RETURN true;
END $$;

-- A decline is looked at again, once, by somebody who did not take it: another named lead, else the manager.
-- False where the landlord has nobody else.
CREATE OR REPLACE FUNCTION workflow_second_look(request uuid, today date) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE decider uuid; leads boolean; managers boolean;
BEGIN
  IF NOT access_stands(request, ARRAY['officer']) THEN
    RAISE EXCEPTION 'only the officer asks for a second look' USING ERRCODE = 'RC002';
  END IF;
  SELECT d.by_id INTO decider FROM property_requests_decision d
   WHERE d.request_id = request AND d.kind = 'decline' ORDER BY d.at DESC, d.id LIMIT 1;
  SELECT coalesce(bool_or(m.role = 'named_lead'), false), coalesce(bool_or(m.role = 'partner_manager'), false)
    INTO leads, managers
    FROM property_requests_approval v
    JOIN accounts_membership m ON m.organisation_id = v.landlord_id AND m.ended_on IS NULL
    JOIN accounts_person p ON p.id = m.person_id AND p.is_active
   WHERE v.request_id = request
     AND m.person_id <> (SELECT person_id FROM accounts_membership WHERE id = decider)
     AND m.person_id NOT IN (SELECT access_people_kept_away(request));
  IF NOT leads AND NOT managers THEN RETURN false; END IF;
  UPDATE property_requests_approval
     SET declined_by_id = decider, manager_decides = NOT leads, second_look_on = today
   WHERE request_id = request AND status = 'declined' AND second_look_on IS NULL;
  RETURN FOUND;
END $$;

-- Give the code, drawn uniformly from the unused numbers of the year. The landlord that agrees never learns it.
CREATE OR REPLACE FUNCTION workflow_give_code(request uuid, at timestamptz, year integer) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE chosen integer;
BEGIN
  IF NOT access_stands(request, ARRAY['decider']) THEN
    RAISE EXCEPTION 'a code is given only when the landlord agrees' USING ERRCODE = 'RC002';
  END IF;
  PERFORM pg_advisory_xact_lock(hashtext('reciprocal code'), year);
  SELECT n INTO chosen FROM generate_series(1000, 9999) n
   WHERE NOT EXISTS (SELECT 1 FROM property_requests_propertyrequest r
                      WHERE r.code = format('ARC-%s-%s', n, lpad((year % 100)::text, 2, '0')))
   ORDER BY gen_random_uuid() LIMIT 1;
  IF chosen IS NULL THEN
    RAISE EXCEPTION 'all 9000 codes of the year % are given', year USING ERRCODE = 'RC005';
  END IF;
  UPDATE property_requests_propertyrequest
     SET approved_at = at, code = coalesce(code, format('ARC-%s-%s', chosen, lpad((year % 100)::text, 2, '0')))
   WHERE id = request AND state IN ('awaiting_landlord', 'decline_proposed');
END $$;
