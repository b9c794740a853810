"""The server's WSGI layers: which API call a request is, the call log, fault rules, errors in AWS's form."""
