-- What an offer does to a home besides its state, and who may look at a ruling again.

-- Whether this person has ruled on a refusal already, in whatever post: the second look is somebody else's.
CREATE OR REPLACE FUNCTION offers_ruled_by_me(of_offer uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM offers_ruling r JOIN accounts_membership m ON m.id = r.by_id JOIN access_actor() a ON true
                  WHERE r.offer_id = of_offer AND m.person_id = a.person)
$$;

-- A home whose offer ended waits for something before it is offered again: see HOME_OPENS in rulebook/reasons.py.
CREATE OR REPLACE FUNCTION offers_home_opens(of_offer uuid, opens text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE o offers_offer;
BEGIN
  SELECT * INTO o FROM offers_offer WHERE id = of_offer;
  IF NOT FOUND OR o.state IN ({live_offer}, 'started') OR NOT access_stands(o.request_id, ARRAY['officer', 'scheme', 'offering']) THEN
    RAISE EXCEPTION 'a home waits only where an offer of it has ended' USING ERRCODE = 'RC002';
  END IF;
  UPDATE homes_home SET opens_after = opens WHERE id = o.home_id AND state = 'open';
END $$;

-- Whom a partner rings about its live offer: name and work phone, and the agency only where its name shows no place. The
-- role is not told: an adviser on domestic violence would tell the reason.
CREATE OR REPLACE FUNCTION offers_officer(of_offer uuid) RETURNS TABLE (name text, phone text, agency text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT p.name, c.officer_phone, CASE WHEN c.agency_shows_area THEN '' ELSE a.name END
    FROM offers_offer o
    JOIN property_requests_propertyrequest r ON r.id = o.request_id
    JOIN property_requests_contact c ON c.request_id = r.id
    JOIN accounts_membership m ON m.id = r.officer_id
    JOIN accounts_person p ON p.id = m.person_id
    JOIN partners_organisation a ON a.id = m.organisation_id
   WHERE o.id = of_offer AND o.state IN ({live_offer}) AND o.organisation_id = access_lettings_organisation()
     AND o.request_id NOT IN (SELECT access_barred())
$$;

-- Who opened many requests in a day without being about them: neither their officer nor with a step of their own. Told to
-- the coordinator, and of nobody to themselves.
CREATE OR REPLACE FUNCTION offers_trawls(since date, at_least integer)
RETURNS TABLE (day date, name text, partner text, phone text, requests bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT (e.at AT TIME ZONE 'Europe/London')::date, p.name::text, o.name::text, p.phone::text, count(DISTINCT e.subject)
    FROM audit_entry e
    JOIN accounts_membership m ON m.id = e.membership
    JOIN accounts_person p ON p.id = m.person_id
    JOIN partners_organisation o ON o.id = m.organisation_id
   WHERE e.kind = 'look' AND e.at >= since::timestamp AT TIME ZONE 'Europe/London' AND access_role() = 'coordinator'
     AND p.id <> (SELECT a.person FROM access_actor() a) AND e.subject NOT IN (SELECT access_barred())
     AND NOT EXISTS (SELECT 1 FROM audit_entry own
                      WHERE own.subject = e.subject AND own.kind = 'act' AND own.membership = e.membership)
     AND NOT EXISTS (SELECT 1 FROM property_requests_propertyrequest r
                      WHERE r.id = e.subject AND r.officer_id = e.membership)
   GROUP BY 1, 2, 3, 4 HAVING count(DISTINCT e.subject) >= at_least
   ORDER BY 1 DESC, 2
$$;

-- Whether the partner of a live offer lets nothing to its request any more: told to whoever just kept somebody away, since
-- the offer falls then. The officer reads who is kept away nowhere else.
CREATE OR REPLACE FUNCTION offers_of_who_is_kept_away(of_offer uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM offers_offer o
                  WHERE o.id = of_offer AND o.state IN ({live_offer}) AND access_stands(o.request_id, ARRAY['officer', 'scheme'])
                    AND access_lets_nothing(o.request_id, o.organisation_id))
$$;

-- Whether an offer is live or has led to a move. Asked for by the id of a row alone.
CREATE OR REPLACE FUNCTION offers_stands(of_offer uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM offers_offer o WHERE o.id = of_offer AND o.state IN ({live_offer}, 'started'))
$$;

-- Whether the applicant's own landlord is the actor's organisation, in whatever role they act.
CREATE OR REPLACE FUNCTION offers_of_own_tenant(of_request uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM property_requests_propertyrequest r JOIN access_actor() a ON a.organisation = r.landlord_id
                  WHERE r.id = of_request)
$$;
