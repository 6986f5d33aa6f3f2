-- Makes room for a new horizon.
delete from ops.state where key = $key
