"""How dates and times are written; settings name it FORMAT_MODULE_PATH."""
