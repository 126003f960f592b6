-- Who acts, in which relation they stand to which request, and the facts that decisions are made from.
-- Installed after every migration by reciprocal/access/install.py. The functions marked SECURITY DEFINER run in the
-- name of reciprocal_definer, who may read what the asking role may not; they answer with ids and yes or no. They are
-- in PL/pgSQL with one general plan, which is kept for the session: otherwise every statement would plan each of them anew,
-- which took most of the time of a page.

CREATE OR REPLACE FUNCTION access_membership() RETURNS uuid LANGUAGE sql STABLE AS $$
  -- After SET LOCAL a setting reads as '' on the same connection, not as null.
  SELECT nullif(current_setting('reciprocal.membership', true), '')::uuid
$$;

CREATE OR REPLACE FUNCTION access_actor() RETURNS TABLE (id uuid, person uuid, role text, organisation uuid)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp
SET plan_cache_mode = force_generic_plan AS $$
BEGIN
  RETURN QUERY
  SELECT m.id, m.person_id, m.role::text, m.organisation_id
    FROM accounts_membership m JOIN accounts_person p ON p.id = m.person_id
   WHERE m.id = access_membership() AND m.ended_on IS NULL AND p.is_active
  UNION ALL
  -- The service itself. Any login can set the post; only the worker's is taken for it.
  SELECT s.id, s.id, 'system', s.id FROM (SELECT '00000000-0000-0000-0000-000000000001'::uuid AS id) s
   WHERE s.id = access_membership() AND session_user = 'reciprocal_worker';
END $$;

CREATE OR REPLACE FUNCTION access_become(wanted uuid)
RETURNS TABLE (before text, id uuid, person uuid, role text, organisation uuid) LANGUAGE plpgsql AS $$
DECLARE previous text := coalesce(current_setting('reciprocal.membership', true), '');
BEGIN
  PERFORM set_config('reciprocal.membership', coalesce(wanted::text, ''), true);
  RETURN QUERY SELECT previous, a.id, a.person, a.role, a.organisation
                 FROM (SELECT 1) one LEFT JOIN access_actor() a ON true;
END $$;

CREATE OR REPLACE FUNCTION access_role() RETURNS text LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN (SELECT a.role FROM access_actor() a);
END $$;

CREATE OR REPLACE FUNCTION access_organisation() RETURNS uuid LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN (SELECT a.organisation FROM access_actor() a);
END $$;

CREATE OR REPLACE FUNCTION access_lettings_organisation() RETURNS uuid LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN (SELECT a.organisation FROM access_actor() a WHERE a.role = 'lettings_officer');
END $$;

-- Whether this login may write for its actor. The worker's login writes as the service itself and as nobody else: with
-- the eyes of a post it only reads, when it asks whether a notice may still be sent.
CREATE OR REPLACE FUNCTION access_may_write() RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT (session_user = 'reciprocal_worker') = (coalesce(access_role(), '') = 'system')
$$;

-- The requests from which whoever acts is kept away. A bar names a partner: whoever holds a post there; a team: whoever is
-- in it, was in it at any time since, or works at its organisation and is in no team; or a person. All of it is about people,
-- so it holds in each of their posts, and in one that they are given later. Whoever lets homes sees which of them are
-- offered and taken; so where one of a landlord's lettings officers is kept away, all of them are.
CREATE OR REPLACE FUNCTION access_barred() RETURNS SETOF uuid
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp
SET plan_cache_mode = force_generic_plan AS $$
BEGIN
  RETURN QUERY
  WITH me AS (SELECT a.person, a.role, a.organisation FROM access_actor() a), who AS (
    SELECT me.person FROM me
    UNION SELECT m.person_id FROM me JOIN accounts_membership m ON m.organisation_id = me.organisation
           WHERE me.role = 'lettings_officer' AND m.role = 'lettings_officer' AND m.ended_on IS NULL
  )
  SELECT b.request_id FROM who JOIN property_requests_bar b ON b.person_id = who.person
  UNION ALL
  SELECT b.request_id FROM who JOIN accounts_membership m ON m.person_id = who.person AND m.ended_on IS NULL
    JOIN property_requests_bar b ON b.organisation_id = m.organisation_id
  UNION ALL
  SELECT b.request_id FROM who JOIN accounts_inteam i ON i.person_id = who.person
    JOIN property_requests_bar b ON b.team_id = i.team_id AND (i.left_at IS NULL OR i.left_at >= b.at)
  UNION ALL
  SELECT b.request_id FROM who JOIN accounts_membership m ON m.person_id = who.person AND m.ended_on IS NULL
    JOIN accounts_team t ON t.organisation_id = m.organisation_id
    JOIN property_requests_bar b ON b.team_id = t.id
   WHERE NOT EXISTS (SELECT 1 FROM accounts_inteam i
                      WHERE i.person_id = who.person AND i.left_at IS NULL AND i.organisation_id = m.organisation_id);
END $$;

-- The same said the other way round, for the facts of a decision: the people from whom one request is kept. This and the
-- next run in the name of whoever asks; asked by the web process itself they see a bar only where the coordinator acts.
CREATE OR REPLACE FUNCTION access_people_kept_away(request uuid) RETURNS SETOF uuid
LANGUAGE plpgsql STABLE SET plan_cache_mode = force_generic_plan AS $$
BEGIN
  RETURN QUERY
  SELECT b.person_id FROM property_requests_bar b WHERE b.request_id = request AND b.person_id IS NOT NULL
  UNION ALL
  SELECT m.person_id FROM accounts_membership m
   WHERE m.ended_on IS NULL AND m.organisation_id IN
         (SELECT b.organisation_id FROM property_requests_bar b WHERE b.request_id = request)
  UNION ALL
  SELECT i.person_id FROM property_requests_bar b JOIN accounts_inteam i ON i.team_id = b.team_id
   WHERE b.request_id = request AND coalesce(i.left_at >= b.at, true)
  UNION ALL
  SELECT m.person_id FROM accounts_membership m
   WHERE m.ended_on IS NULL AND m.organisation_id IN
         (SELECT t.organisation_id FROM property_requests_bar b JOIN accounts_team t ON t.id = b.team_id
           WHERE b.request_id = request)
     AND m.organisation_id NOT IN
         (SELECT i.organisation_id FROM accounts_inteam i WHERE i.person_id = m.person_id AND i.left_at IS NULL);
END $$;

-- Whether a landlord lets no home to a request: it is kept away itself, or somebody is who lets its homes.
CREATE OR REPLACE FUNCTION access_lets_nothing(request uuid, landlord uuid) RETURNS boolean
LANGUAGE plpgsql STABLE SET plan_cache_mode = force_generic_plan AS $$
BEGIN
  RETURN EXISTS (SELECT 1 FROM property_requests_bar b WHERE b.request_id = request AND b.organisation_id = landlord)
      OR EXISTS (SELECT 1 FROM accounts_membership m
                  WHERE m.organisation_id = landlord AND m.role = 'lettings_officer' AND m.ended_on IS NULL
                    AND m.person_id IN (SELECT access_people_kept_away(request)));
END $$;

-- A message and a bar wait for each other: from the moment when it is asked whether a reader may still get a message until
-- it is handed over, no bar is put up; and who asks while one is being put up waits until it is there.
CREATE OR REPLACE FUNCTION access_no_bar_meanwhile() RETURNS void LANGUAGE sql AS $$
  SELECT pg_advisory_xact_lock_shared(hashtextextended('reciprocal bar', 0))
$$;

CREATE OR REPLACE FUNCTION access_bar_begins() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('reciprocal bar', 0));
  RETURN NULL;
END $$;

-- The requests to which the actor stands in one relation. The bar is not in here: it is a policy of its own.
CREATE OR REPLACE FUNCTION access_requests(relation text) RETURNS SETOF uuid
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp
SET plan_cache_mode = force_generic_plan AS $$
BEGIN
  RETURN QUERY
  SELECT r.id FROM property_requests_propertyrequest r, access_actor() a
   WHERE relation = 'officer' AND a.role = 'nominating_officer'
     AND (r.officer_id = a.id OR EXISTS (SELECT 1 FROM property_requests_cover c
           WHERE c.request_id = r.id AND c.membership_id = a.id AND c.accepted_at IS NOT NULL))
  UNION ALL
  SELECT r.id FROM property_requests_propertyrequest r, access_actor() a
   WHERE relation = 'scheme' AND a.role = 'coordinator' AND r.submitted_at IS NOT NULL
  UNION ALL
  SELECT v.request_id FROM property_requests_approval v, access_actor() a
   WHERE relation IN ('landlord', 'decider') AND v.landlord_id = a.organisation
     AND (a.role = 'named_lead' OR (a.role = 'partner_manager' AND v.manager_decides))
     -- Whoever declined reads what becomes of it, and does not decide a second time.
     AND (relation = 'landlord' OR NOT EXISTS (SELECT 1 FROM accounts_membership m
           WHERE m.id = v.declined_by_id AND m.person_id = a.person))
  UNION ALL
  SELECT p.request_id FROM circulation_profile p
    JOIN property_requests_propertyrequest r ON r.id = p.request_id, access_actor() a
   WHERE relation = 'recipient' AND a.role = 'lettings_officer' AND p.organisation_id = a.organisation
     AND r.state IN ({with_profile}) AND r.landlord_id <> a.organisation
     -- A partner that has left gets nothing new, and an offer of its own it reads as the offering partner.
     AND NOT EXISTS (SELECT 1 FROM partners_organisation g WHERE g.id = a.organisation AND g.gone)
     -- When its last safe place turns out not to be safe, the partner loses the profile, as on a hold.
     AND (p.for_all OR EXISTS (SELECT 1 FROM circulation_allowedplace l JOIN partners_placewithhomes w
           ON w.place = l.place AND w.organisation_id = p.organisation_id WHERE l.request_id = p.request_id))
  UNION ALL
  SELECT o.request_id FROM offers_offer o, access_actor() a
   WHERE relation = 'offering' AND a.role = 'lettings_officer' AND o.organisation_id = a.organisation
  UNION ALL
  SELECT o.request_id FROM offers_offer o, access_actor() a
   WHERE relation = 'offering_live' AND a.role = 'lettings_officer' AND o.organisation_id = a.organisation
     AND o.state IN ({live_offer})
  UNION ALL
  SELECT r.id FROM property_requests_propertyrequest r, access_actor() a WHERE relation = 'system' AND a.role = 'system';
END $$;

-- Whether the actor may cause a change of state that belongs to these relations.
CREATE OR REPLACE FUNCTION access_stands(request uuid, relations text[]) RETURNS boolean
LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN EXISTS (SELECT 1 FROM unnest(relations) wanted WHERE request IN (SELECT access_requests(wanted)))
     AND request NOT IN (SELECT access_barred()) AND access_may_write();
END $$;

CREATE OR REPLACE FUNCTION access_facts(of_kind text, thing uuid) RETURNS TABLE (
  request uuid, request_state text, was_sent boolean, landlord uuid, landlord_was_asked boolean,
  declined_by uuid, manager_decides boolean, officer uuid,
  cover uuid, barred boolean, has_profile boolean, has_offered boolean, has_live_offer boolean, profile uuid,
  profile_organisation uuid, offer uuid, offer_state text, offer_organisation uuid, home uuid, home_state text,
  home_organisation uuid)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp
SET plan_cache_mode = force_generic_plan AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY
  WITH named AS (
    SELECT thing AS request_id, NULL::uuid AS profile_id, NULL::uuid AS offer_id, NULL::uuid AS home_id
     WHERE of_kind = 'request'
    UNION ALL SELECT p.request_id, p.id, NULL, NULL FROM circulation_profile p WHERE of_kind = 'profile' AND p.id = thing
    UNION ALL SELECT o.request_id, NULL, o.id, o.home_id FROM offers_offer o WHERE of_kind = 'offer' AND o.id = thing
    UNION ALL SELECT NULL, NULL, NULL, h.id FROM homes_home h WHERE of_kind = 'home' AND h.id = thing
  ), me AS (SELECT a.person, a.role, a.organisation FROM (SELECT 1) one LEFT JOIN access_actor() a ON true)
  SELECT r.id, coalesce(r.state, '')::text, r.submitted_at IS NOT NULL, r.landlord_id,
         EXISTS (SELECT 1 FROM property_requests_approval v WHERE v.request_id = r.id),
         (SELECT m.person_id FROM property_requests_approval v JOIN accounts_membership m ON m.id = v.declined_by_id
           WHERE v.request_id = r.id),
         EXISTS (SELECT 1 FROM property_requests_approval v WHERE v.request_id = r.id AND v.manager_decides),
         r.officer_id,
         (SELECT c.membership_id FROM property_requests_cover c
           WHERE c.request_id = r.id AND c.accepted_at IS NOT NULL),
         coalesce(me.person IN (SELECT access_people_kept_away(r.id))
           OR (me.role = 'lettings_officer' AND access_lets_nothing(r.id, me.organisation)), false),
         EXISTS (SELECT 1 FROM circulation_profile p WHERE p.request_id = r.id AND p.organisation_id = me.organisation
                    AND NOT EXISTS (SELECT 1 FROM partners_organisation g WHERE g.id = me.organisation AND g.gone)
                    AND (p.for_all OR EXISTS (SELECT 1 FROM circulation_allowedplace l JOIN partners_placewithhomes w
           ON w.place = l.place AND w.organisation_id = p.organisation_id WHERE l.request_id = p.request_id))),
         EXISTS (SELECT 1 FROM offers_offer f WHERE f.request_id = r.id AND f.organisation_id = me.organisation),
         EXISTS (SELECT 1 FROM offers_offer f WHERE f.request_id = r.id AND f.organisation_id = me.organisation
                    AND f.state IN ({live_offer})),
         n.profile_id, q.organisation_id,
         coalesce(n.offer_id, live.id), coalesce(o.state, live.state, '')::text, coalesce(o.organisation_id, live.organisation_id),
         h.id, coalesce(h.state, '')::text, h.organisation_id
    FROM named n CROSS JOIN me
    LEFT JOIN property_requests_propertyrequest r ON r.id = n.request_id
    LEFT JOIN circulation_profile q ON q.id = n.profile_id
    LEFT JOIN offers_offer o ON o.id = n.offer_id
    LEFT JOIN offers_offer live ON of_kind = 'request' AND live.request_id = r.id AND live.state IN ({live_offer})
    LEFT JOIN homes_home h ON h.id = coalesce(n.home_id, live.home_id)
   WHERE r.id IS NOT NULL OR h.id IS NOT NULL;
END $$;
