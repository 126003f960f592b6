-- How many drafts there are and how old the oldest is: all that the coordinator learns of them.
CREATE OR REPLACE FUNCTION property_requests_drafts(today date) RETURNS TABLE (drafts bigint, oldest integer)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT count(*), max(today - (created_at AT TIME ZONE 'Europe/London')::date)
    FROM property_requests_propertyrequest
   WHERE state = 'draft' AND access_role() = 'coordinator' AND id NOT IN (SELECT access_barred())
$$;
