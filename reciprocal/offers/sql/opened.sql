-- What was asked for and allowed, for the post that asked and for half an hour: where it is kept, and as it is kept. A
-- bar, or being at the applicant's own landlord, closes it at once, whatever was allowed. The time is passed in.
CREATE OR REPLACE FUNCTION offers_opened(of_opening uuid, at timestamptz)
RETURNS TABLE (kept_in text, kept_row uuid, kept bytea)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH asked AS (
    SELECT o.* FROM offers_opening o JOIN access_actor() a ON a.id = o.by_id
     WHERE o.id = of_opening AND o.allowed
       AND offers_opened.at >= o.decided_at AND offers_opened.at < o.decided_at + interval '30 minutes'
       AND o.request_id NOT IN (SELECT access_barred()) AND NOT offers_of_own_tenant(o.request_id)
  )
  SELECT 'offers_homeaddress', h.offer_id, h.address
    FROM asked s JOIN offers_homeaddress h ON s.kind = 'address' AND h.offer_id = s.offer_id
  UNION ALL
  SELECT 'offers_viewingplan', v.viewing_id, v.plan
    FROM asked s JOIN offers_viewingplan v ON s.kind = 'viewing' AND v.offer_id = s.offer_id
  UNION ALL
  SELECT 'property_requests_conflict', c.id, c.reason
    FROM asked s JOIN property_requests_conflict c ON s.kind = 'kept_away' AND c.request_id = s.request_id
$$;
