module example.com/sessiond

go 1.26.0
