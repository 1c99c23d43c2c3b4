"""Published names, from `loaders/data/`: places, national bodies and local departments. They say what a name can be, never what a text means."""
