-- Every pseudonym that is kept, of users and of agents.
select user_key as key from ops.closings where user_key is not null
union
select agent_key from ops.closings where agent_key is not null
union
select user_key from tickets where user_key is not null
union
select agent_key from tickets where agent_key is not null
union
select key from ops.erased where kind = 'user'
