-- What a partner said when it last offered one of its own homes: that offer has left its pages, whatever ended it, and
-- the words of the next one begin from it. Nothing of the request is in the answer.
CREATE OR REPLACE FUNCTION offers_said_before(of_home uuid) RETURNS TABLE (tenancy text, starts_on date)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT o.tenancy, o.starts_on FROM offers_offer o
   WHERE o.home_id = of_home AND o.organisation_id = access_lettings_organisation() AND o.state NOT IN ({live_offer})
   ORDER BY o.state_since DESC, o.id LIMIT 1
$$;
