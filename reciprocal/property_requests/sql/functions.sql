-- How many drafts there are and how old the oldest is: all that the coordinator learns of them.
CREATE OR REPLACE FUNCTION property_requests_drafts(today date) RETURNS TABLE (drafts bigint, oldest integer)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT count(*), max(today - (created_at AT TIME ZONE 'Europe/London')::date)
    FROM property_requests_propertyrequest
   WHERE state = 'draft' AND access_role() = 'coordinator' AND id NOT IN (SELECT access_barred())
$$;

-- The officer writes the number of a police reference and cannot read it, so it is taken away here.
CREATE OR REPLACE FUNCTION property_requests_forget_number(request uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT access_stands(request, ARRAY['officer']) THEN
    RAISE EXCEPTION 'only the officer changes the number' USING ERRCODE = 'RC002';
  END IF;
  DELETE FROM property_requests_policereference WHERE request_id = request;
END $$;
