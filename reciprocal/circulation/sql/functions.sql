-- What a lettings officer's lists are made from: the order and the waiting band, never the priority or a date.

-- The profiles of the actor's partner in the scheme's order: risk band, then waiting, then the logged draw.
CREATE OR REPLACE FUNCTION circulation_in_order(today date)
RETURNS TABLE (profile uuid, place_in_list bigint, months_waiting integer, under_offer boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT p.id, row_number() OVER (ORDER BY y.risk_band, y.waiting_since, y.draw, p.request_id),
         -- Only the lower bound of the band leaves: 0, 1, 3, 6 or 12 months.
         (SELECT max(m) FROM unnest(ARRAY[0, 1, 3, 6, 12]) m
           WHERE m = 0 OR y.waiting_since <= today - make_interval(months => m)),
         r.state = 'under_offer'
    FROM circulation_profile p
    JOIN circulation_priority y ON y.request_id = p.request_id
    JOIN property_requests_propertyrequest r ON r.id = p.request_id
   WHERE p.organisation_id = access_lettings_organisation()
     AND p.request_id IN (SELECT access_requests('recipient')) AND p.request_id NOT IN (SELECT access_barred())
$$;

-- For each of these homes of the actor's partner, the profiles for which it may be offered: the place allows it,
-- the request circulates, the home waits for nothing, and it was not offered to this request before. `allowed`: the
-- needs that the coordinator allowed this home to miss for this request, as the home is now.
CREATE OR REPLACE FUNCTION circulation_may_be_offered(homes uuid[])
RETURNS TABLE (home uuid, profile uuid, allowed varchar[])
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT h.id, p.id, coalesce(w.missing, '{}') FROM homes_home h
    JOIN circulation_profile p ON p.organisation_id = h.organisation_id
    JOIN property_requests_propertyrequest r ON r.id = p.request_id AND r.state = 'circulating'
    LEFT JOIN LATERAL (
      SELECT l.missing FROM offers_allowed l WHERE l.home_id = h.id AND l.request_id = p.request_id
         AND (l.bedrooms, l.kind, l.floor, l.lift, l.access) = (h.bedrooms, h.kind, h.floor, h.lift, h.access)
       ORDER BY l.at DESC LIMIT 1) w ON true
   WHERE (EXISTS (SELECT 1 FROM circulation_allowedplace a WHERE a.request_id = p.request_id AND a.place = h.place)
          -- A place that was not chosen can be allowed; one that is not safe never.
          OR ('place_allowed' = ANY(w.missing) AND h.place <> r.home_place
              AND NOT EXISTS (SELECT 1 FROM property_requests_requestplace u
                               WHERE u.request_id = p.request_id AND u.place = h.place AND u.verdict = 'unsafe')))
     AND h.id = ANY(homes) AND h.state = 'open' AND h.organisation_id = access_lettings_organisation()
     AND p.request_id IN (SELECT access_requests('recipient')) AND p.request_id NOT IN (SELECT access_barred())
     AND h.opens_after = ''
     -- Not the same home twice, unless its landlord took it back because it was not ready yet.
     AND NOT EXISTS (SELECT 1 FROM offers_offer o WHERE o.home_id = h.id AND o.request_id = p.request_id
                        AND (o.state, o.end_reason) <> ('withdrawn', 'not_ready'))
     -- A home that is known to somebody who causes harm stops households that may be in danger of the same kind.
     AND NOT EXISTS (SELECT 1 FROM homes_compromised c JOIN property_requests_risk k ON k.request_id = p.request_id
                      WHERE c.coming_id = h.came_from_id AND (k.primary_reason = ANY(c.reasons)
                         OR k.other_reasons && c.reasons))
$$;

-- A place that turned out not to be safe stops at once: no home there may be offered, no profile names it.
CREATE OR REPLACE FUNCTION circulation_place_is_unsafe(request uuid, unsafe text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT access_stands(request, ARRAY['officer', 'scheme']) THEN
    RAISE EXCEPTION 'only the officer or the coordinator says that a place is not safe' USING ERRCODE = 'RC002';
  END IF;
  DELETE FROM circulation_allowedplace a WHERE a.request_id = request AND a.place = unsafe;
  UPDATE circulation_profile p SET listed_places = array_remove(p.listed_places, unsafe::varchar)
   WHERE p.request_id = request;
  INSERT INTO property_requests_requestplace AS r (id, request_id, place, verdict)
  VALUES (gen_random_uuid(), request, unsafe, 'unsafe')
  ON CONFLICT (request_id, place) DO UPDATE SET verdict = 'unsafe';
END $$;

-- After a change of the request: the places where a home may be offered, and the profiles, made anew. Never for a partner
-- that is kept away, nor for the applicant's own landlord. Each recipient's profile keeps its id, since offers name it.
CREATE OR REPLACE FUNCTION circulation_remake(request uuid, allowed text[], profiles jsonb) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE made jsonb;
BEGIN
  IF NOT access_stands(request, ARRAY['officer', 'scheme']) THEN
    RAISE EXCEPTION 'only the officer or the coordinator changes what partners read' USING ERRCODE = 'RC002';
  END IF;
  IF NOT EXISTS (SELECT 1 FROM circulation_priority y WHERE y.request_id = request) THEN RETURN; END IF;
  DELETE FROM circulation_allowedplace l WHERE l.request_id = request;
  INSERT INTO circulation_allowedplace (id, request_id, place) SELECT gen_random_uuid(), request, unnest(allowed);
  SELECT coalesce(jsonb_agg(e || jsonb_build_object('id', coalesce(p.id, gen_random_uuid()), 'request_id', request)), '[]')
    INTO made
    FROM jsonb_array_elements(profiles) e
    LEFT JOIN circulation_profile p ON p.request_id = request AND p.organisation_id = (e->>'organisation_id')::uuid
   WHERE NOT access_lets_nothing(request, (e->>'organisation_id')::uuid)
     AND (e->>'organisation_id')::uuid IS DISTINCT FROM (
           SELECT r.landlord_id FROM property_requests_propertyrequest r WHERE r.id = request);
  DELETE FROM circulation_profile p
   WHERE p.request_id = request AND p.id IN (SELECT (e->>'id')::uuid FROM jsonb_array_elements(made) e);
  UPDATE circulation_profile p SET listed_places = '{}' WHERE p.request_id = request;
  INSERT INTO circulation_profile SELECT * FROM jsonb_populate_recordset(NULL::circulation_profile, made);
END $$;
