-- The coordinator has looked at a home that waited for it, and changes nothing else of it. False for anybody else.
CREATE OR REPLACE FUNCTION homes_looked_at(of_home uuid) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF access_role() IS DISTINCT FROM 'coordinator' OR NOT access_may_write() THEN RETURN false; END IF;
  UPDATE homes_home SET opens_after = '' WHERE id = of_home AND state = 'open' AND opens_after = 'after_coordinator';
  RETURN FOUND;
END $$;

-- What kinds of homes were declared since a day, and how many of each: of every partner, without which, where or when.
CREATE OR REPLACE FUNCTION homes_declared(since timestamptz)
RETURNS TABLE (bedrooms smallint, kind text, floor smallint, lift boolean, access text, n bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT h.bedrooms, h.kind, h.floor, h.lift, h.access, count(*) FROM homes_home h
   WHERE h.declared_at >= since AND access_role() = 'lettings_officer'
   GROUP BY 1, 2, 3, 4, 5
$$;

-- May the actor's landlord tell of one more home that falls empty? Not of more homes to be offered than it had tenants
-- who moved: each is kept from some kinds of households, and with many it could find out who moves for which reason.
-- Who asks waits for whoever is telling at the same moment.
CREATE OR REPLACE FUNCTION homes_may_tell_of(landlord uuid, offered text) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF landlord IS DISTINCT FROM access_organisation() THEN RETURN false; END IF;
  IF offered NOT IN ('yes', 'after_works') THEN RETURN true; END IF;
  PERFORM pg_advisory_xact_lock(hashtextextended('homes_cominghome ' || landlord, 0));
  RETURN (SELECT count(*) FROM homes_cominghome c
           WHERE c.organisation_id = landlord AND c.will_offer IN ('yes', 'after_works'))
       < (SELECT count(*) FROM ledger_line l WHERE l.organisation_id = landlord AND l.kind = 'moved_out');
END $$;
