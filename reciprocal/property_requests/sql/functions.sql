-- How many drafts there are and how old the oldest is: all that the coordinator learns of them.
CREATE OR REPLACE FUNCTION property_requests_drafts(today date) RETURNS TABLE (drafts bigint, oldest integer)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT count(*), max(today - (created_at AT TIME ZONE 'Europe/London')::date)
    FROM property_requests_propertyrequest
   WHERE state = 'draft' AND access_role() = 'coordinator' AND id NOT IN (SELECT access_barred())
$$;

DROP TRIGGER IF EXISTS a_bar_begins ON property_requests_bar;
CREATE TRIGGER a_bar_begins BEFORE INSERT ON property_requests_bar
  FOR EACH STATEMENT EXECUTE FUNCTION access_bar_begins();

-- The officer writes the number of a police reference and cannot read it, so it is taken away here.
CREATE OR REPLACE FUNCTION property_requests_forget_number(request uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT access_stands(request, ARRAY['officer']) THEN
    RAISE EXCEPTION 'only the officer changes the number' USING ERRCODE = 'RC002';
  END IF;
  DELETE FROM property_requests_policereference WHERE request_id = request;
END $$;

-- Keep what a tenancy reference was turned into.
CREATE OR REPLACE FUNCTION property_requests_keep_fingerprint(request uuid, fingerprint text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT access_stands(request, ARRAY['officer']) THEN
    RAISE EXCEPTION 'only the officer gives the tenancy reference' USING ERRCODE = 'RC002';
  END IF;
  INSERT INTO property_requests_fingerprint (request_id, value) VALUES (request, fingerprint)
    ON CONFLICT (request_id) DO UPDATE SET value = excluded.value;
END $$;

-- Whether somebody else has sent a request for the same tenancy, which still goes on. Told to the coordinator alone.
CREATE OR REPLACE FUNCTION property_requests_has_twin(request uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT EXISTS (
    SELECT 1 FROM property_requests_fingerprint mine
      JOIN property_requests_fingerprint other ON other.value = mine.value AND other.request_id <> mine.request_id
     WHERE mine.request_id = request AND access_stands(mine.request_id, ARRAY['scheme'])
       AND other.request_id IN (SELECT access_requests('scheme')) AND other.request_id NOT IN (SELECT access_barred())
       AND EXISTS (SELECT 1 FROM property_requests_propertyrequest r
                    WHERE r.id = other.request_id AND r.state NOT IN ('moved', 'declined', 'closed')))
$$;

-- Who looked at a request, as organisation, role and day. Told to its officer and the coordinator; null for all others.
CREATE OR REPLACE FUNCTION property_requests_seen_by(of_request uuid) RETURNS jsonb
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT jsonb_agg(jsonb_build_array(seen.name, seen.role, seen.day) ORDER BY seen.name, seen.role, seen.day DESC)
    FROM (SELECT DISTINCT o.name, e.role, (e.at AT TIME ZONE 'Europe/London')::date AS day
            FROM audit_entry e
            JOIN accounts_membership m ON m.id = e.membership
            JOIN partners_organisation o ON o.id = m.organisation_id
           WHERE e.subject = of_request AND e.kind = 'look') seen
   WHERE of_request NOT IN (SELECT access_barred())
     AND (of_request IN (SELECT access_requests('officer')) OR of_request IN (SELECT access_requests('scheme')))
$$;
