package p

type job struct{ run func() }

var jobs = map[string]*job{}

func addJob(name string, j *job) { jobs[name] = j }
func hasJob(name string) bool    { return jobs[name] != nil }

func dropJob(name string) {
	jobs[name] = nil //heapghost:ignore map-nil-instead-of-delete one for each name in the configuration
	//heapghost:ignore map-nil-instead-of-delete
	jobs[name] = nil
	jobs[name] = nil //nolint:heapghost
	jobs[name] = nil //heapghost:ignore map-never-shrinks another rule // want "jobs keeps"
}
