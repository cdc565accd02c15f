set local carewright.shipping = 'on';

insert into clock_rule (id, title, starts_with, stops_with, scope, source, shipped, optional)
values ('waitlist-offer', 'Freed time offered to a patient',
        'A freed time is offered to a patient of the waitlist', 'She takes it or not; then the next one is asked',
        'All', 'House rule', true, false),
       ('waitlist-stalled', 'Waitlist request that gets no offers',
        'A patient declines an offer, or answers none', 'Offers go on, or the request is closed', 'All', 'House rule',
        true, false),
       ('move-asked', 'Patient asks for another time',
        'The patient asks by link to be called about another time', 'The visit is moved, cancelled or confirmed', 'All',
        'House rule', true, false);

insert into clock_limit (rule_id, stage, sense, amount, unit, severity)
values ('waitlist-offer', 'due', 'within', 60, 'minutes', 'medium'),
       ('waitlist-stalled', 'due', 'within', 2, 'business-days', 'low'),
       ('move-asked', 'due', 'within', 1, 'business-days', 'medium');
