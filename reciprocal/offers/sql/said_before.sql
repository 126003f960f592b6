-- What a partner said when it last offered one of its own homes: that offer has left its pages, whatever ended it, and
-- the words of the next one begin from it. Of the request there is its random id, which opens the sealed address.
CREATE OR REPLACE FUNCTION offers_said_before(of_home uuid) RETURNS TABLE (tenancy text, starts_on date, offer uuid, request uuid, address bytea)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT o.tenancy, o.starts_on, o.id, o.request_id, a.address
    FROM offers_offer o LEFT JOIN offers_homeaddress a ON a.offer_id = o.id
   WHERE o.home_id = of_home AND o.organisation_id = access_lettings_organisation() AND o.state NOT IN ({live_offer})
   ORDER BY o.state_since DESC, o.id LIMIT 1
$$;
