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
