-- The coordinator has looked at a home that waited for it, and changes nothing else of it. False for anybody else.
CREATE OR REPLACE FUNCTION homes_looked_at(of_home uuid) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF access_role() IS DISTINCT FROM 'coordinator' OR NOT access_may_write() THEN RETURN false; END IF;
  UPDATE homes_home SET opens_after = '' WHERE id = of_home AND state = 'open' AND opens_after = 'after_coordinator';
  RETURN FOUND;
END $$;
